"""What the ledger of doors says is so: what is called visited is visited, what is said to take POST only takes nothing else."""

import pytest
from django.urls import get_resolver, resolve

from tests.access import doors
from tests.access.answers import browser_of
from tests.access.pairs import filling
from tests.access.patterns import patterns_of
from tests.access.planted_records import BELOW
from tests.access.small_stage import SmallStage

pytestmark = pytest.mark.django_db


def test_every_door_that_is_called_visited_stands_on_the_way(small: SmallStage) -> None:
    visited = {resolve(each.partition("?")[0]).view_name for each in small.addresses(*BELOW)}
    assert doors.VISITED - visited == set()


def test_what_takes_post_only_answers_nobody_who_looks(small: SmallStage) -> None:
    routes = patterns_of(get_resolver().url_patterns)
    only_post = [name for name, reason in doors.EXCEPTIONS.items() if reason == doors.ONLY_POST]
    assert only_post
    browser = browser_of(small.stage.people["lead"])
    known = small.record("OutClear").reference
    fill = filling(known, reference="{}", address="{}", register="practices", slug="matrix", handle="nobody")
    answered = {name: browser.get(fill(routes[name])[0]).status_code for name in only_post}
    assert {name: status for name, status in answered.items() if status != 405} == {}
