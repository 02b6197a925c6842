"""What leaves by a personal token, for feed readers and programs: in the matrix a session counts for nothing there."""

import pytest
from django.test import Client

from networks.access.viewer import viewer_of
from networks.people.actions.tokens import make_token
from networks.people.enums import TokenScope
from networks.people.models import Expert
from networks.people.today import today
from tests.access import figures
from tests.access.answers import feed_reader_of, walk
from tests.access.cast import CAST, QUICK_CAST
from tests.access.oracle import PUBLISHED, SUMMARY
from tests.access.planted_records import COMMON
from tests.access.small_stage import SmallStage

pytestmark = pytest.mark.django_db
CLOSED = ("TLP:RED", "TLP:AMBER+STRICT")
# A closed account makes no token; what becomes of those it made before is in test_transitions.py.
TOKENED = tuple(role for role in CAST if role != "suspended")
# An office and a name open nothing to a program: whoever has no seat besides is an expert like any other there.
LIKE = {"own_ncp": "stranger"}
FEEDS = tuple(
    f"/kb/{slug}/feed.xml?own{more}" for slug in ("practices", "trainers") for more in ("", f"&q={COMMON}")
)


def program_of(person: Expert) -> Client:
    """A program with a token for the interface."""
    secret = make_token(viewer_of(person), "A program", today(), TokenScope.API).secret
    return Client(headers={"Authorization": f"Bearer {secret}"})


def nothing_leaves(small: SmallStage, role: str) -> None:
    """By feeds and the interface, each thing by itself too; and what may leave does."""
    person = small.stage.people[role]
    feeder, program = (feed_reader_of(person), program_of(person)) if person else (Client(), Client())
    items = [f"/api/v1/practices/{small.record(name).reference}/" for name in small.things]
    own = "?own" if person else "?"
    feeds = walk(small.stage, role, [each.replace("?own", own) for each in FEEDS], feeder)
    interface = walk(small.stage, role, ("/api/v1/practices/?limit=500", *items), program)
    leaks = [*feeds.leaks, *interface.leaks]
    closed = [
        each
        for each in (*feeds.met, *interface.met)
        if any(f"Out{name}" in each for name in ("Strict", "Red"))
    ]
    figures.count("access.tokens.forbidden", len(leaks) + len(closed), feeds.doors + interface.doors)
    assert leaks == []
    assert closed == []
    leaving = [small.things[name].prefix for name in may_leave(small, role)]
    # A feed is read by everybody: it names the English title.
    assert {f"{prefix}TitleEn" for prefix in leaving} <= feeds.met
    assert {f"{prefix}Title" for prefix in leaving} <= interface.met


def may_leave(small: SmallStage, role: str) -> list[str]:
    """Names of the records this role may know and that are not closed, by the oracle."""
    return [
        name
        for name, each in small.things.items()
        if each.plan.thing.exposure == PUBLISHED
        and each.plan.thing.label not in CLOSED
        and LIKE.get(role, role) in each.plan.readers(SUMMARY)
    ]


@pytest.mark.parametrize("role", QUICK_CAST)
def test_a_token_opens_exactly_what_may_leave(small: SmallStage, role: str) -> None:
    nothing_leaves(small, role)


@pytest.mark.proof
@pytest.mark.parametrize("role", TOKENED)
def test_the_token_of_every_role_opens_exactly_what_may_leave(small: SmallStage, role: str) -> None:
    nothing_leaves(small, role)
