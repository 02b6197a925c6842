"""No number of a row leaves the server in a form: what is chosen goes out and comes back by code, slug or handle."""

import re

import pytest

from kb.records.registry import registers
from tests.kb.world import World

CHOSEN = re.compile(r'<(?:option|input type="(?:checkbox|radio)")[^>]*value="(\d+)"')


@pytest.mark.parametrize("address", ["", "marking/", "edit/"])
def test_pages_of_a_record_offer_no_numbers(world: World, address: str) -> None:
    practice = world.share()
    page = world.browser("author").get(f"{practice.get_absolute_url()}{address}")
    assert page.status_code == 200
    assert CHOSEN.findall(page.content.decode()) == []


@pytest.mark.parametrize("register", [each.slug for each in registers() if each.listed])
def test_empty_forms_offer_no_numbers_and_something_to_choose(world: World, register: str) -> None:
    page = world.browser("author").get(f"/kb/{register}/new/").content.decode()
    assert CHOSEN.findall(page) == []
    assert f'value="{world.network.slug}"' in page
    assert f'value="{world.poland.code}"' in page


def test_a_number_chosen_in_place_of_a_name_is_refused_and_what_was_typed_is_kept(world: World) -> None:
    for number in (str(world.network.pk), "99999999999999999999999999"):
        answer = world.browser("author").post("/kb/practices/new/", world.fields(networks=[number]))
        assert answer.status_code == 422
        assert "Queue of empty lorries" in answer.content.decode()
