"""Taking a copy: noted first, under a code that leads back to it; offered where the register declares it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from kb.pages.setup import make_site
from kb.records.actions.marking import choice_of, choose_readers
from kb.records.registry import register_named
from networks.access.actions.break_glass import Asked, open_glass
from networks.access.enums import GlassPurpose, Label
from networks.audit import recording
from networks.audit.models import AuditEntry
from networks.spaces.enums import OfficeRole
from tests import factories
from tests.conftest import BACKEND
from tests.kb.world import World, make_world

pytestmark = pytest.mark.django_db
TEXT = "separate lane"
OFFERS = ("Print with your name on it", "Keep offline for")


@pytest.fixture
def world() -> World:
    return make_world()


def published(world: World, label: str) -> Any:
    handles = [world.people[each].handle for each in ("ncp", "colleague")] if label == Label.RED else []
    if handles:
        factories.seat(world.network, world.people["ncp"], "member")
    return world.publish(label=label, recipients=handles)


def code_on(answer: Any) -> str:
    found = re.search(r"Copy ([0-9A-Z]{10})", answer.content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("label", "offered"),
    [
        (Label.CLEAR, (False, True)),
        (Label.GREEN, (False, True)),
        (Label.AMBER, (False, True)),
        (Label.AMBER_STRICT, (True, True)),
        (Label.RED, (True, False)),
    ],
)
def test_what_is_offered_is_what_is_given(world: World, label: str, offered: tuple[bool, bool]) -> None:
    at = published(world, label).get_absolute_url()
    browser = world.browser("colleague")
    page = browser.get(at).content.decode()
    assert tuple(each in page for each in OFFERS) == offered
    given = tuple(browser.post(f"{at}{door}").status_code == 200 for door in ("print/", "copy/"))
    assert given == offered


@pytest.mark.parametrize("declared", ["print_outs", "offline_copies"])
def test_what_a_register_does_not_declare_is_refused(
    world: World, declared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = published(world, Label.AMBER_STRICT)
    monkeypatch.setitem(vars(register_named("practices")), declared, False)
    door = "print/" if declared == "print_outs" else "copy/"
    answer = world.browser("colleague").post(f"{practice.get_absolute_url()}{door}")
    assert answer.status_code == 403
    assert TEXT not in answer.content.decode()


def test_trainers_leave_neither_paper_nor_copies() -> None:
    trainers = register_named("trainers")
    assert not trainers.print_outs
    assert not trainers.offline_copies


@pytest.mark.parametrize("door", ["print/", "copy/"])
def test_the_code_on_a_copy_leads_an_auditor_and_the_owner_to_its_entry(world: World, door: str) -> None:
    practice = published(world, Label.AMBER_STRICT)
    answer = world.browser("colleague").post(
        f"{practice.get_absolute_url()}{door}", REMOTE_ADDR="203.0.113.9"
    )
    code = code_on(answer)
    [entry] = AuditEntry.objects.filter(details__copy=code)
    assert (entry.person_id, entry.reference) == (world.people["colleague"].pk, practice.reference)
    assert (entry.label, entry.origin) == (Label.AMBER_STRICT, "203.0.113.9")
    world.people["auditor"] = factories.office(factories.ExpertFactory(), OfficeRole.AUDITOR).expert
    trail = world.browser("auditor").get("/administration/audit/", {"reference": code.lower()})
    assert [each.pk for each in trail.context["page"]] == [entry.pk]
    log = world.browser("author").get(f"{practice.get_absolute_url()}readers-log/").content.decode()
    assert f"copy {code}" in log


@pytest.mark.parametrize("door", ["print/", "copy/"])
def test_a_copy_that_cannot_be_noted_is_not_made(world: World, door: str, monkeypatch: Any) -> None:
    at, browser = published(world, Label.AMBER_STRICT).get_absolute_url(), world.browser("colleague")
    browser.raise_request_exception = False

    def broken(*_args: Any, **_more: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(recording.AuditEntry.objects, "bulk_create", broken)
    answer = browser.post(f"{at}{door}")
    assert answer.status_code == 500
    assert TEXT not in answer.content.decode()


@pytest.mark.parametrize("door", ["print/", "copy/"])
def test_neither_a_link_nor_another_site_takes_a_copy(world: World, door: str) -> None:
    at = published(world, Label.AMBER_STRICT).get_absolute_url()
    assert TEXT not in world.browser("colleague").get(f"{at}{door}").content.decode()
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(world.people["colleague"], backend=BACKEND)
    assert careful.post(f"{at}{door}").status_code == 403
    assert not AuditEntry.objects.filter(action__in=["print", "offline_copy"]).exists()


@pytest.mark.parametrize(("label", "hours"), [(Label.AMBER, 72), (Label.AMBER_STRICT, 24)])
def test_a_copy_says_when_it_ends(world: World, label: str, hours: int) -> None:
    answer = world.browser("colleague").post(f"{published(world, label).get_absolute_url()}copy/")
    until = datetime.fromtimestamp(int(answer["Copy-Until"]) / 1000, UTC)
    assert timedelta(hours=hours) - (until - timezone.now()) < timedelta(minutes=5)
    there = until.astimezone(ZoneInfo("Europe/Brussels"))
    assert f"{there:%H:%M} (Brussels time)" in answer.content.decode()


def test_another_text_or_label_ends_a_copy(world: World) -> None:
    practice, browser = published(world, Label.AMBER), world.browser("colleague")
    at = f"{practice.get_absolute_url()}copy/"
    kept = browser.post(at)["Copy-State"]
    assert browser.get(at).json() == {"state": kept}
    chosen = choice_of(practice.marking)
    choose_readers(world.viewer("author"), practice, replace(chosen, label=Label.AMBER_STRICT))
    assert browser.get(at).json()["state"] != kept


def test_what_is_opened_in_an_emergency_leaves_no_copy_behind(world: World) -> None:
    practice = published(world, Label.AMBER_STRICT)
    world.people["administrator"] = factories.administrator()
    asked = Asked(practice.reference, GlassPurpose.INCIDENT, "A leak was reported by the owner's office")
    assert open_glass(world.viewer("administrator"), asked)
    browser = world.browser("administrator")
    page = browser.get(practice.get_absolute_url())
    assert page.status_code == 200
    assert not any(each in page.content.decode() for each in OFFERS)
    assert {
        browser.post(f"{practice.get_absolute_url()}{door}").status_code for door in ("print/", "copy/")
    } == {403}


@pytest.mark.parametrize("door", ["/accounts/logout/", "/cms/logout/"])
def test_signing_out_by_any_door_tells_the_browser_to_forget(world: World, door: str) -> None:
    make_site()
    world.people["steward"] = factories.seat(world.network, factories.ExpertFactory(), "steward").expert
    browser = world.browser("steward")
    assert "Clear-Site-Data" not in browser.get("/")
    answer = browser.post(door)
    assert answer.status_code == 302
    assert "_auth_user_id" not in browser.session
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in browser.get("/")


def test_the_worker_is_the_same_for_everybody(world: World) -> None:
    answers = [browser.get("/worker.js") for browser in (Client(), world.browser("author"))]
    assert len({each.content for each in answers}) == 1
    assert answers[0]["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in Client().get("/")["Content-Security-Policy"]
