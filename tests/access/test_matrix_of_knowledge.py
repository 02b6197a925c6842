"""Records of every state and label, met by every role at every door: nobody finds a canary that is not theirs."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.access import answers, calendars, figures, matrix, planted_records
from tests.access.answers import bare, browser_of
from tests.access.cast import CAST
from tests.access.oracle import DRAFT, PUBLISHED, SUMMARY
from tests.access.planted_records import BELOW, Planted

pytestmark = pytest.mark.django_db
# Where the text is shown; every other page below a record comes in the long proof, and so do all but these things.
QUICK = ("", "draft/", "review/", "grade/")
QUICK_PLANS = frozenset(
    {
        "OutClear", "OutGreen", "OutAmber", "OutStrict", "OutRed", "WiderAmberGreen", "WiderStrictAmber", "WiderRedGreen",
        "DraftAmber", "SentAmber", "SentRed", "OfferedAmber", "PointerAmberGreen",
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[matrix.Stage, list[Planted]]]:
    with django_db_blocker.unblock(), transaction.atomic():
        stage = matrix.build(())
        stage.plant("CNRYended", {"ex_member", "lead", "administrator"})
        yield stage, planted_records.plant(stage)
        transaction.set_rollback(True)


def walk(stage: matrix.Stage, things: list[Planted], role: str, below: tuple[str, ...]) -> int:
    """Through every door as this role. The number of doors."""
    left_out = {name for name in BELOW if name not in below}
    addresses = [
        each
        for thing in things
        for each in thing.addresses
        if each.removeprefix(thing.record.get_absolute_url()) not in left_out
    ]
    found = answers.walk(stage, role, (*stage.addresses, *addresses))
    figures.count("access.matrix.forbidden", len(found.leaks), found.doors)
    assert found.leaks == []
    prefixes = tuple(thing.prefix for thing in things)
    own = {
        canary
        for canary, readers in stage.readers.items()
        if role in readers and canary not in stage.unseen and canary.startswith(prefixes)
    }
    assert own - found.met == set(), (role, "finds at no door", sorted(own - found.met))
    return found.doors


def test_the_stage_holds_sixty_things_and_a_canary_in_every_field(
    planted: tuple[matrix.Stage, list[Planted]],
) -> None:
    stage, things = planted
    talks = [thing for thing in things if thing.plan.thing.exposure == PUBLISHED]
    assert len(things) + len(talks) >= 60
    assert len(stage.readers) > 800
    assert {len(readers) for readers in stage.readers.values()} >= {2, len(CAST)}


@pytest.mark.parametrize("role", CAST)
def test_a_role_meets_exactly_its_own_canaries(
    planted: tuple[matrix.Stage, list[Planted]], role: str
) -> None:
    stage, things = planted
    quick = [
        thing
        for thing in things
        if thing.plan.name in QUICK_PLANS
        and (thing.record.register.slug == "practices" or thing.plan.name == "OutAmber")
    ]
    assert walk(stage, quick, role, QUICK) > 90


@pytest.mark.proof
@pytest.mark.parametrize("role", CAST)
def test_a_role_meets_exactly_its_own_canaries_at_every_door(
    planted: tuple[matrix.Stage, list[Planted]], role: str
) -> None:
    assert walk(*planted, role, BELOW) > 800


def look_alike(stage: matrix.Stage, things: list[Planted], role: str, below: tuple[str, ...]) -> None:
    """What this role may not know answers at these addresses like a reference that nothing has."""
    browser = browser_of(stage.people[role])
    unknown = [
        thing for thing in things if role not in thing.plan.readers(SUMMARY) | thing.plan.readers(DRAFT)
    ]
    for register in ("practices", "trainers"):
        for name in below:
            missing = browser.get(f"/kb/{register}/ZZZZZ/{name}")
            for thing in unknown:
                if thing.record.register.slug == register:
                    closed = browser.get(f"{thing.record.get_absolute_url()}{name}")
                    # Addresses that take POST only say so, whatever is asked for.
                    assert closed.status_code == missing.status_code, (role, name)
                    assert closed.status_code == (405 if name in ("confirm/", "print/") else 404), (
                        role,
                        name,
                    )
                    assert without(closed, thing.record.reference) == without(missing, "ZZZZZ"), (role, name)
                    assert set(closed.headers) == set(missing.headers)


@pytest.mark.parametrize("role", CAST)
def test_what_one_may_not_know_answers_like_what_does_not_exist(
    planted: tuple[matrix.Stage, list[Planted]], role: str
) -> None:
    look_alike(*planted, role, ("",))


@pytest.mark.proof
@pytest.mark.parametrize("role", CAST)
def test_what_one_may_not_know_answers_so_at_every_door(
    planted: tuple[matrix.Stage, list[Planted]], role: str
) -> None:
    look_alike(*planted, role, BELOW)


def without(response: Any, reference: str) -> str:
    """The page without the reference that was asked for and the form's secrets."""
    return re.sub(reference, "", bare(response))


def test_the_interface_counts_what_may_be_known(planted: tuple[matrix.Stage, list[Planted]]) -> None:
    stage, things = planted
    for role in CAST:
        for slug in ("practices", "trainers"):
            known = [
                thing.record.reference
                for thing in things
                if thing.record.register.slug == slug
                and thing.plan.thing.exposure == PUBLISHED
                and thing.plan.thing.label not in ("TLP:RED", "TLP:AMBER+STRICT")
                and role in thing.plan.readers(SUMMARY)
            ]
            answer = browser_of(stage.people[role]).get(f"/api/v1/{slug}/?limit=500").json()
            assert answer["count"] == len(answer["items"]) == len(known), (role, slug)
            assert {item["reference"] for item in answer["items"]} == set(known), (role, slug)


def calendars_hold_their_own(stage: matrix.Stage, things: list[Planted]) -> None:
    for role in CAST:
        found = calendars.apart(stage, things, role)
        figures.count("access.calendars.forbidden", len(found), 1)
        assert found == [], role
    assert len(calendars.due(things, "owner")) > 10
    assert calendars.due(things, "own_ncp") and calendars.due(things, "validator")


def test_a_calendar_holds_exactly_what_waits_for_its_owner(
    planted: tuple[matrix.Stage, list[Planted]],
) -> None:
    calendars_hold_their_own(*planted)


@pytest.mark.proof
def test_calendars_of_all_roles_hold_nothing_that_is_not_theirs(
    planted: tuple[matrix.Stage, list[Planted]],
) -> None:
    calendars_hold_their_own(*planted)
