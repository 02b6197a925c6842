"""Numbers in addresses of the CMS: no door breaks, whatever number stands in its address or its parameters."""

import pytest

from kb.pages.cms import doors as listed
from kb.pages.models import PageImage
from networks.access.enums import Label, Shape
from tests.factories import marking
from tests.kb.cms.addresses import doors
from tests.kb.world import World

PARAMETERS = (
    "p",
    "page",
    "id",
    "ordering",
    "parent_page_id",
    "collection_id",
    "user",
    "locale",
    "q",
    "root",
    "tag",
)
NUMBERS = ("9" * 5000, "9" * 90, "9" * 19, "-1")


@pytest.mark.parametrize("name", ["editor", "steward"])
def test_open_doors_answer_whatever_number_stands_in_their_address(world: World, name: str) -> None:
    browser = world.browser(name)
    browser.raise_request_exception = False
    broken = []
    for door, address in doors():
        if door not in listed._OPEN:
            continue
        for number in NUMBERS:
            asked = [browser.get(address, dict.fromkeys(PARAMETERS, number))]
            if "/7/" in address:
                asked.append(browser.get(address.replace("/7/", f"/{number}/")))
            broken += [f"{door} {number[:9]}" for answer in asked if answer.status_code >= 500]
    assert broken == []


@pytest.mark.parametrize(("asked", "shown"), [("0", 1), ("-1", 1), ("abc", 1), ("2", 2), ("9" * 5000, 2)])
def test_lists_of_the_cms_show_the_nearest_page(world: World, asked: str, shown: int) -> None:
    for number in range(60):
        PageImage.objects.create(
            title=f"Picture {number}",
            file="x.png",
            width=1,
            height=1,
            marking=marking(Label.CLEAR, shape=Shape.PLAIN),
        )
    page = world.browser("editor").get("/cms/images/", {"p": asked})
    assert page.context["page_obj"].number == shown
