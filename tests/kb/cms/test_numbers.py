"""Numbers in addresses of the CMS: no door breaks, whatever number stands in its address or its parameters."""

import pytest

from kb.pages.cms import doors as listed
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
