"""Every role goes through every door; nobody meets a canary that is not theirs, and everybody finds their own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import get_resolver

from tests.access import doors, planted_people
from tests.access.answers import bare, browser_of, walk
from tests.access.matrix import Stage, build
from tests.access.patterns import patterns_of
from tests.access.roles import ROLES

pytestmark = pytest.mark.django_db
PLANTINGS = (*planted_people.PLANTINGS,)


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(PLANTINGS)
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_meets_exactly_its_own_canaries(stage: Stage, role: str) -> None:
    found = walk(stage, role, stage.addresses)
    assert found.leaks == []
    own = {canary for canary, readers in stage.readers.items() if role in readers} - stage.unseen
    assert own - found.met == set(), (role, "finds at no door", own - found.met)


@pytest.mark.parametrize("role", ROLES)
def test_a_door_that_does_not_open_looks_like_one_that_does_not_exist(stage: Stage, role: str) -> None:
    browser = browser_of(stage.people[role])
    for address in stage.addresses:
        closed = browser.get(address)
        if closed.status_code == 404:
            missing = browser.get("/networks/no-such-network/members/")
            assert bare(closed) == bare(missing), address
            assert set(closed.headers) == set(missing.headers)


def in_a_suite_of_its_own(route: str) -> bool:
    return any(route.startswith(prefix) for prefix in doors.ROOMS_WITH_SUITES)


def test_every_pattern_of_the_site_is_in_the_ledger() -> None:
    known = doors.VISITED | set(doors.EXCEPTIONS)
    missing = {
        f"{name} ({route})"
        for name, route in patterns_of(get_resolver().url_patterns).items()
        if name not in known and not in_a_suite_of_its_own(route)
    }
    assert not missing, f"Bring these doors into the matrix, or write down why not: {sorted(missing)}"


def test_the_ledger_names_no_door_that_is_gone() -> None:
    gone = (doors.VISITED | set(doors.EXCEPTIONS)) - set(patterns_of(get_resolver().url_patterns))
    assert not gone
