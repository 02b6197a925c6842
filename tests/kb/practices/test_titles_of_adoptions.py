"""An adoption says who adopted what and how it went, to those who may read that, and hangs under its practice."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.practices.models import Adoption, Practice
from networks.access.actions.mark import mark
from networks.access.enums import Label
from networks.spaces.enums import NetworkRole
from tests.factories import NetworkFactory, seat
from tests.kb.practices.test_adoptions import adopt
from tests.kb.world import World

pytestmark = pytest.mark.storage


@pytest.fixture
def world(world: World) -> World:
    """Finland and Romania by their names."""
    for name, state in (("finn", "Finland"), ("romanian", "Romania"), ("author", "Poland")):
        country = world.people[name].administration.country
        country.name = state
        country.save(update_fields=["name"])
    return world


def rows(world: World, name: str, address: str = "/kb/adoptions/") -> str:
    return world.browser(name).get(address).content.decode()


def finished(world: World, practice: Practice, outcome: str, who: str = "finn", **changed: Any) -> Adoption:
    title = changed.pop("title", f"Adoption of {practice.title}")
    answer = adopt(world, who, practice, status="finished", outcome=outcome, title=title, **changed)
    assert answer.status_code == 302
    return Adoption.objects.order_by("-pk").first()


@pytest.mark.parametrize(
    ("outcome", "words"), [("success", "success"), ("partial", "partly a success"), ("failure", "failure")]
)
def test_a_list_says_who_adopted_which_practice_and_what_came_out(
    world: World, outcome: str, words: str
) -> None:
    practice = world.publish()
    adoption = finished(world, practice, outcome)
    assert f"Finland adopted “Queue of empty lorries”: {words}" in rows(world, "finn", "/workspace/")
    under_practice = f"Finland adopted this practice: {words}"
    for page in (rows(world, "member"), rows(world, "member", practice.get_absolute_url())):
        assert under_practice in page
        assert "adopted “Queue of empty lorries”" not in page
    assert f"Adoption of {practice.title}" not in rows(world, "member")
    assert adoption.title == f"Adoption of {practice.title}"


def test_one_that_goes_on_says_so_and_a_title_of_its_own_stands_beneath(world: World) -> None:
    adopt(world, "romanian", world.publish(), title="Empty lorries in Nădlac")
    page = rows(world, "member")
    assert "Romania is trying this practice" in page
    assert page.index("Romania is trying") < page.index("Empty lorries in Nădlac")


def test_adoptions_stand_under_their_practice(world: World) -> None:
    first, second = world.publish(title="First lane"), world.publish(title="Second lane")
    for practice, who in ((first, "finn"), (second, "romanian"), (first, "second_finn")):
        finished(world, practice, "success", who)
    answer = world.browser("member").get("/kb/adoptions/")
    groups = {str(each.title): len(each.records) for each in answer.context["row_groups"]}
    assert groups == {"First lane": 2, "Second lane": 1}


def test_a_practice_stands_only_for_those_who_may_read_its_summary(world: World) -> None:
    practice = world.publish(title="Kept among members", summary_label="")
    finished(world, practice, "success", label=Label.GREEN.value, title="How lanes fared")
    page = rows(world, "outsider")
    assert "Finland adopted a practice: success" in page and "How lanes fared" in page
    assert "Kept among members" not in page and practice.reference not in page
    assert "Kept among members" in rows(world, "member")


def test_what_came_out_is_told_to_those_who_read_the_text_alone(world: World) -> None:
    practice = world.publish(title="Known to all", summary_label=Label.GREEN.value)
    finished(world, practice, "failure", summary_label=Label.GREEN.value, title="Our adoption")
    page = rows(world, "outsider")
    assert "Our adoption" in page
    assert "failure" not in page.lower() and "Known to all" not in page


def test_a_practice_that_was_withdrawn_is_not_named_any_more(world: World) -> None:
    practice = world.publish(title="Soon withdrawn")
    finished(world, practice, "success", title="What we took from it")
    world.browser("author").post(f"{practice.get_absolute_url()}withdraw/", {"reason": "The law changed."})
    page = rows(world, "member")
    assert "Finland adopted a practice: success" in page and "Soon withdrawn" not in page


def test_the_form_begins_in_networks_of_the_practice_where_its_author_may_contribute(world: World) -> None:
    shared, elsewhere = NetworkFactory(name="Shared"), NetworkFactory(name="Only Finland")
    practice = world.publish()
    seat(shared, world.people["finn"], NetworkRole.CONTRIBUTOR)
    seat(elsewhere, world.people["finn"], NetworkRole.CONTRIBUTOR)
    practice.marking.networks.add(shared, world.other)
    mark(practice.marking)
    page = world.browser("finn").get(f"/kb/adoptions/new/?practice={practice.reference}")
    chosen = page.context["marking_form"]["networks"].value()
    assert sorted(chosen) == sorted([world.network.slug, shared.slug])


def test_the_list_of_adoptions_offers_no_form_without_a_practice(world: World) -> None:
    world.publish()
    assert "/kb/adoptions/new/" not in rows(world, "finn")


def test_a_list_asks_the_same_however_many_adoptions_it_shows(world: World) -> None:
    practices = [world.publish(title=f"Lane {number}") for number in range(3)]
    finished(world, practices[0], "success")
    asked = []
    for _round in range(2):
        browser = world.browser("member")
        browser.get("/kb/adoptions/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/kb/adoptions/")
        asked.append(len(queries))
        for practice in practices[1:]:
            for who in ("finn", "romanian"):
                finished(world, practice, "success", who)
    assert asked[0] == asked[1]
