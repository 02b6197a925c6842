"""Doors of the CMS that take the reference of a record: for what one may not know they answer as for one that nothing has."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import get_resolver

from kb.pages.cms.doors import openers
from kb.pages.cms.roles import CmsRole
from networks.access.reading import parts_read
from networks.access.viewer import viewer_of
from tests.access.answers import browser_of, leaks_in
from tests.access.cms import editor
from tests.access.patterns import patterns_of
from tests.access.small_stage import SmallStage

pytestmark = pytest.mark.django_db
NOTHINGS = "ZZZZZ"
PLACES = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def doors_of(role: CmsRole) -> list[str]:
    """Routes with a reference that this role may open in the rooms of records, and the choice of a record for a card."""
    rooms = ("knowledge_practice", "record_chooser")
    routes = patterns_of(get_resolver().url_patterns)
    return [
        route
        for name, route in routes.items()
        if name.startswith(rooms) and role in openers(name) and PLACES.search(route)
    ]


def filled(route: str, reference: str, revision: int) -> str:
    """The address of a record and one of its versions."""
    given = {"revision_id_a": "earliest", "revision_id_b": "live", "revision_id": str(revision)}
    plain = route.translate(str.maketrans("", "", "^$\\\\"))
    return "/" + PLACES.sub(lambda each: given.get(each[1] or each[2], reference), plain)


def told(answer: Any, address: str) -> tuple[int, str]:
    page = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", answer.content.decode())
    return answer.status_code, page.replace(quote(address, safe=""), "HERE").replace(address, "HERE")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["steward", "editor"])
def test_a_reference_of_what_one_may_not_know_is_like_one_that_nothing_has(
    small: SmallStage, who: str, method: str
) -> None:
    person, like = (editor(small), "stranger") if who == "editor" else (small.stage.people[who], who)
    browser, viewer, statuses = browser_of(person), viewer_of(person), set()
    for route in doors_of(CmsRole.EDITOR if who == "editor" else CmsRole.STEWARD):
        for record in map(small.record, small.things):
            here, nowhere = (
                filled(route, each, record.latest_revision_id) for each in (record.reference, NOTHINGS)
            )
            found, missing = (getattr(browser, method)(at) for at in (here, nowhere))
            statuses.add(found.status_code)
            assert leaks_in(small.stage, like, here, found.content.decode()) == []
            if not parts_read(viewer, record):
                assert told(found, here) == told(missing, nowhere), here
    # Something opened: all this is said of doors that lead somewhere.
    assert 200 in statuses or statuses == {405}
