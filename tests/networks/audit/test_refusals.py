"""Who asks for what they may not know is noted, at the same price and in the same words as for what does not exist."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from networks.access.enums import Label
from networks.access.viewer import viewer_of
from networks.audit.enums import Outcome
from networks.audit.models import AuditEntry
from networks.audit.refusals import MOST
from networks.people.actions.tokens import make_token
from networks.people.enums import TokenScope
from networks.people.today import today
from tests.kb.world import World, make_world

pytestmark = pytest.mark.django_db
MISSING = "/kb/practices/ZZZZZ/"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def closed(world: World) -> Any:
    return world.publish(label=Label.AMBER_STRICT)


def refusals() -> Any:
    return AuditEntry.objects.filter(outcome=Outcome.REFUSED).order_by("pk")


def said(entry: AuditEntry) -> tuple[Any, ...]:
    """Everything an entry tells besides who, when and which reference was asked for."""
    names = ("action", "object_type", "object_id", "marking_id", "label", "origin", "outcome", "details")
    return tuple(getattr(entry, name) for name in names)


def test_an_attempt_at_a_closed_record_is_noted_with_who_and_from_where(world: World, closed: Any) -> None:
    browser = world.browser("outsider")
    assert browser.get(closed.get_absolute_url(), REMOTE_ADDR="203.0.113.9").status_code == 404
    entry = refusals().get()
    assert (entry.handle, entry.reference) == (world.people["outsider"].handle, closed.reference)
    assert (entry.origin, entry.action) == ("203.0.113.9", "read")


def test_missing_and_forbidden_leave_the_same_entry_at_the_same_price(world: World, closed: Any) -> None:
    browser, costs = world.browser("outsider"), []
    browser.get("/")
    for address in (closed.get_absolute_url(), MISSING, closed.get_absolute_url(), MISSING):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 404
        costs.append(len(asked))
    forbidden, missing = refusals()
    assert said(forbidden) == said(missing)
    assert (costs[0], costs[2]) == (costs[1], costs[3])


def test_a_personal_token_that_is_refused_is_its_owners_attempt(world: World, closed: Any) -> None:
    secret = make_token(viewer_of(world.people["colleague"]), "A program", today(), TokenScope.API).secret
    answer = Client().get(
        f"/api/v1/practices/{closed.reference}/", headers={"Authorization": f"Bearer {secret}"}
    )
    assert answer.status_code == 404
    assert (refusals().get().handle, refusals().get().reference) == (
        world.people["colleague"].handle,
        closed.reference,
    )


def test_a_visitor_leaves_nothing(closed: Any) -> None:
    assert Client().get(closed.get_absolute_url()).status_code == 404
    assert not refusals().exists()


def test_the_same_attempt_is_noted_once_a_minute(world: World, closed: Any, monkeypatch: Any) -> None:
    browser = world.browser("outsider")
    for _time in range(3):
        browser.get(closed.get_absolute_url())
    assert refusals().count() == 1
    monkeypatch.setattr("networks.audit.refusals.MINUTE", timedelta(0))
    browser.get(closed.get_absolute_url())
    assert refusals().count() == 2


def test_nobody_floods_the_trail(world: World) -> None:
    browser = world.browser("outsider")
    for number in range(MOST + 5):
        browser.get(f"/kb/practices/ZZ{number}/")
    assert refusals().count() == MOST
    assert refusals().last().details["more"] is True


def test_words_typed_into_an_address_are_not_kept(world: World) -> None:
    world.browser("outsider").get("/kb/practices/7K3QF-what-they-wrote/")
    world.browser("outsider").get("/kb/practices/-Anna%20Nowak/")
    assert [each.reference for each in refusals()] == ["7K3QF"]


def test_the_owner_sees_who_tried_and_the_auditor_too(world: World, closed: Any) -> None:
    world.browser("outsider").get(closed.get_absolute_url())
    name = world.people["outsider"].full_name
    log = world.browser("author").get(f"{closed.get_absolute_url()}readers-log/").content.decode()
    assert "Refused attempts" in log
    assert name in log


def test_who_writes_it_never_tried(world: World, closed: Any) -> None:
    assert world.browser("author").get(f"{closed.get_absolute_url()}changes/9/8/").status_code == 404
    log = world.browser("author").get(f"{closed.get_absolute_url()}readers-log/").content.decode()
    assert "Refused attempts" not in log
