"""Whoever reads what is TLP:RED or TLP:AMBER+STRICT is noted before they see it, once a request; others cost nothing."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kb.records.actions.draft import version_of
from networks.access.enums import Label, Part
from networks.access.viewer import viewer_of
from networks.audit import recording
from networks.audit.enums import Outcome
from networks.audit.models import AuditEntry
from networks.discussions.models import Topic
from networks.library.actions.store_file import store_file
from tests.factories import office, seat
from tests.kb.world import World, make_world

pytestmark = pytest.mark.django_db
CLOSED = [Label.RED, Label.AMBER_STRICT]


@pytest.fixture
def world() -> World:
    return make_world()


def readings() -> Any:
    kinds = ["read", "download", "follow"]
    return AuditEntry.objects.filter(action__in=kinds, outcome=Outcome.DONE).order_by("pk")


def recipients_of(world: World, label: str) -> list[str]:
    """Whom the author names."""
    return [world.people[each].handle for each in ("ncp", "colleague")] if label == Label.RED else []


def published(world: World, label: str) -> Any:
    """A practice of this label whose text the author's colleague reads."""
    handles = recipients_of(world, label)
    if handles and not world.people["ncp"].memberships.exists():
        seat(world.network, world.people["ncp"], "member")
    return world.publish(label=label, recipients=handles)


def doors_of(practice: Any) -> list[str]:
    """Everything that shows its text."""
    base = practice.get_absolute_url()
    parts = ("", "draft/", "history/", "history/1/2/", "review/", "edit/")
    return [*(base + part for part in parts), f"/api/v1/practices/{practice.reference}/"]


@pytest.mark.parametrize("label", CLOSED)
def test_every_door_notes_one_reading(world: World, label: str) -> None:
    practice, browser = published(world, label), world.browser("author")
    readers = {"label": label, "recipients": recipients_of(world, label)}
    sent = world.fields(version=version_of(practice), save="draft", title="Another title", **readers)
    assert browser.post(f"{practice.get_absolute_url()}edit/", sent).status_code == 302
    for address in doors_of(practice):
        before = readings().count()
        answer = browser.get(address, REMOTE_ADDR="203.0.113.9")
        assert answer.status_code == 200, address
        assert readings().count() == before + 1, address
        entry = readings().last()
        assert (entry.handle, entry.reference) == (world.people["author"].handle, practice.reference)
        assert (entry.label, entry.origin, entry.marking_id) == (label, "203.0.113.9", practice.marking_id)


@pytest.mark.parametrize("label", [Label.CLEAR, Label.GREEN, Label.AMBER])
def test_reading_what_is_wider_notes_nothing_and_asks_nothing(world: World, label: str) -> None:
    practice, browser = published(world, label), world.browser("author")
    sent = world.fields(version=version_of(practice), save="draft", title="Another title", label=label)
    assert browser.post(f"{practice.get_absolute_url()}edit/", sent).status_code == 302
    before = readings().count()
    for address in doors_of(practice):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(address).status_code == 200, address
        assert not [each for each in queries if "audit_" in each["sql"]], address
    assert readings().count() == before


def test_a_closed_reading_costs_one_query_more(world: World) -> None:
    counts = {}
    for label in (Label.AMBER, *CLOSED):
        address, browser = published(world, label).get_absolute_url(), world.browser("colleague")
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        counts[label] = len([each for each in queries if "audit_" in each["sql"]])
    assert counts == {Label.AMBER: 0, Label.RED: 1, Label.AMBER_STRICT: 1}


def test_who_may_not_read_is_no_reader_and_neither_is_who_sees_the_summary(world: World) -> None:
    practice = published(world, Label.RED)
    before = readings().count()
    assert world.browser("outsider").get(practice.get_absolute_url()).status_code == 404
    assert Client().get(practice.get_absolute_url()).status_code == 404
    world.browser("author").get("/kb/practices/")
    assert readings().count() == before


@pytest.mark.parametrize("label", CLOSED)
def test_what_cannot_be_noted_is_not_shown(world: World, monkeypatch: Any, label: str) -> None:
    practice, browser = published(world, label), world.browser("author")
    browser.raise_request_exception = False

    def broken(*_args: Any, **_more: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(recording.AuditEntry.objects, "bulk_create", broken)
    for address in doors_of(practice):
        answer = browser.get(address)
        assert answer.status_code in (404, 500), address
        assert "separate lane" not in answer.content.decode()


def test_a_file_taken_away_is_noted(world: World, settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path
    practice = published(world, Label.RED)
    file = store_file(
        world.viewer("author"), practice.marking, Part.BODY, ContentFile(b"plain words"), name="notes.txt"
    )
    world.browser("colleague").get(file.get_absolute_url())
    entry = readings().last()
    assert (entry.action, entry.handle) == ("download", world.people["colleague"].handle)
    assert (entry.reference, entry.marking_id) == (file.reference, practice.marking_id)


def test_the_page_of_a_closed_discussion_is_noted_once(world: World) -> None:
    practice = published(world, Label.AMBER_STRICT)
    topic = Topic.objects.get(marking=practice.marking_id)
    before = readings().count()
    answer = world.browser("colleague").get(f"/discussions/{topic.reference}/", follow=True)
    assert answer.status_code == 200
    assert readings().count() == before + 1


def test_an_export_is_noted_and_holds_nothing_closed(world: World) -> None:
    closed, open_one = published(world, Label.RED), published(world, Label.AMBER)
    answer = world.browser("author").get("/kb/practices/export.csv").content.decode()
    assert open_one.reference in answer and closed.reference not in answer
    entry = AuditEntry.objects.get(action="export")
    assert entry.details == {"register": "practices", "form": "csv", "count": 1, "label": "TLP:AMBER"}
    assert entry.handle == world.people["author"].handle


# ---- Who read this -----------------------------------------------------------------------------


def log_of(world: World, practice: Any, name: str | None) -> Any:
    return world.browser(name).get(f"{practice.get_absolute_url()}readers-log/")


def test_owner_contact_point_and_deputy_see_who_read_it(world: World) -> None:
    practice = published(world, Label.AMBER_STRICT)
    for _time in range(2):
        world.browser("colleague").get(practice.get_absolute_url())
    for name in ("author", "ncp", "deputy"):
        page = log_of(world, practice, name).content.decode()
        assert world.people["colleague"].full_name in page
    colleague = next(
        row["cells"]
        for row in log_of(world, practice, "author").context["people"]["rows"]
        if row["cells"][0]["value"] == world.people["colleague"].full_name
    )
    assert [cell["value"] for cell in colleague][2:4] == ["2", "0"]


@pytest.mark.parametrize(
    ("name", "status"), [("colleague", 403), ("outsider", 404), ("guest", 404), (None, 404)]
)
def test_others_do_not_see_who_read_it(world: World, name: str | None, status: int) -> None:
    assert log_of(world, published(world, Label.RED), name).status_code == status


def test_a_record_nobody_was_noted_for_says_what_is_noted(world: World) -> None:
    page = log_of(world, published(world, Label.AMBER), "author").content.decode()
    assert "No readers yet" in page


def test_the_log_takes_as_many_queries_for_many_as_for_few(world: World) -> None:
    practice = published(world, Label.RED)
    world.browser("author").get(practice.get_absolute_url())
    counts = []
    for _round in range(2):
        browser = world.browser("author")
        browser.get("/workspace/")
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"{practice.get_absolute_url()}readers-log/")
        counts.append(len(queries))
        for name in ("colleague", "ncp"):
            world.browser(name).get(practice.get_absolute_url())
    assert counts[0] == counts[1]


# ---- Auditors ----------------------------------------------------------------------------------


@pytest.fixture
def auditor(world: World) -> Client:
    office(world.people["outsider"], "auditor")
    return world.browser("outsider")


def test_an_auditor_finds_by_person_action_reference_and_day(world: World, auditor: Client) -> None:
    practice = published(world, Label.RED)
    world.browser("colleague").get(practice.get_absolute_url())
    handle = world.people["colleague"].handle

    def count(query: str) -> int:
        return auditor.get(f"/administration/audit/?{query}").context["page"].paginator.count

    assert count(f"person={handle}&action=read&reference={practice.reference.lower()}") == 1
    assert count("since=2000-01-01&until=2000-01-02") == 0
    assert count("since=2000-01-01") == count("") > 10
    assert count("since=yesterday") == 0


def test_an_auditor_sees_references_and_no_word_of_what_they_stand_for(world: World, auditor: Client) -> None:
    practice = published(world, Label.RED)
    for address in ("/administration/audit/", "/administration/audit/export.csv"):
        page = auditor.get(address).content.decode()
        assert practice.reference in page
        assert "Queue of empty" not in page and "lane" not in page
    assert auditor.get(practice.get_absolute_url()).status_code == 404
    assert "/administration/audit/" in auditor.get("/kb/").content.decode()


def test_the_trail_as_a_workbook_keeps_numbers_and_moments_and_carries_its_label(
    world: World, auditor: Client
) -> None:
    practice = published(world, Label.RED)
    newest = AuditEntry.objects.order_by("-pk").first()
    answer = auditor.get("/administration/audit/export.xlsx")
    assert 'filename="audit-trail-TLP-RED.xlsx"' in answer["Content-Disposition"]
    heads, first, *rest = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert heads[:3] == ("Number", "When (Brussels time)", "Person")
    assert first[0] == newest.pk and isinstance(first[1], datetime)
    assert practice.reference in {row[heads.index("Reference")] for row in (first, *rest)}
    assert "audit.exported" not in {row[heads.index("Action")] for row in (first, *rest)}


def test_filters_that_make_no_sense_take_nothing_away(world: World, auditor: Client) -> None:
    table = auditor.get("/administration/audit/export.csv?since=yesterday").content.decode("utf-8-sig")
    assert len(table.splitlines()) == 1


def test_taking_the_trail_away_is_noted(world: World, auditor: Client) -> None:
    auditor.get("/administration/audit/export.csv?action=sign_in")
    entry = AuditEntry.objects.get(action="audit.exported")
    assert entry.handle == world.people["outsider"].handle


def test_a_page_of_the_trail_takes_as_many_queries_for_many_as_for_few(world: World, auditor: Client) -> None:
    counts = []
    auditor.get("/administration/audit/")
    published(world, Label.AMBER)
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            auditor.get("/administration/audit/?action=record")
        counts.append(len(queries))
        world.publish(label=Label.AMBER, title="One more entry of each kind")
    assert counts[0] == counts[1]


def test_the_trail_is_for_nobody_else(world: World) -> None:
    for name in ("author", "ncp", None):
        assert world.browser(name).get("/administration/audit/").status_code == 404


def test_every_event_has_its_entry(world: World) -> None:
    """Actions without an entry: none."""
    from networks.events.models import Event

    published(world, Label.AMBER)
    events = Event.objects.values_list("kind", "subject_type", "subject_id", "actor_id")
    noted = AuditEntry.objects.values_list("action", "object_type", "object_id", "person_id")
    assert len(events) > 5 and set(events) <= set(noted)
    assert viewer_of(world.people["author"]).expert_id in {each[3] for each in noted}
