"""A quarter of a post is a quarter of a post in the form, on the page, in exports and in the API."""

import csv
import io

import pytest

from kb.practices.models import Practice
from tests.kb.world import World

pytestmark = pytest.mark.storage


@pytest.mark.parametrize(("sent", "shown", "number"), [("0.25", "0.25", 0.25), ("10", "10", 10)])
def test_staff_is_kept_and_shown_as_it_was_written(
    world: World, sent: str, shown: str, number: float
) -> None:
    practice = world.publish(fte=sent)
    browser = world.browser("finn")
    facts = browser.get(practice.get_absolute_url()).context["sections"]
    words = {value.label: value.text for section in facts for value in section.values}
    assert words["Staff (full-time equivalents)"] == shown
    assert browser.get(f"/api/v1/practices/{practice.reference}/").json()["fte"] == number
    assert browser.get("/kb/practices/export.json").json()["items"][0]["fte"] == number
    table = browser.get("/kb/practices/export.csv").content.decode("utf-8-sig")
    head, row = list(csv.reader(io.StringIO(table)))[:2]
    assert row[head.index("Staff (FTE)")] == shown


def test_the_form_takes_two_decimals_and_no_more(world: World) -> None:
    browser = world.browser("author")
    page = browser.get("/kb/practices/new/").content.decode()
    assert 'name="fte" step="0.01"' in page
    assert browser.post("/kb/practices/new/", world.fields(fte="0.125")).status_code == 422
    assert not Practice.objects.filter(fte__isnull=False).exists()
