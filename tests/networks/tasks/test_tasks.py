"""The mechanism, with a small subject of its own: markings are the rows, and each asks for something."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from networks.access.actions.mark import mark
from networks.access.enums import Exposure, Label, Part, Shape
from networks.access.models import Marking
from networks.access.viewer import VISITOR, Viewer, viewer_of
from networks.events.recording import record
from networks.people.models import Expert
from networks.people.today import today
from networks.tasks import registry
from networks.tasks.queries import calendar_of, count_beside_menu, task_count, tasks_for
from networks.tasks.registry import Action, Task, register_dates, register_source
from tests.factories import ExpertFactory, NetworkFactory, seat

pytestmark = pytest.mark.django_db
SECRET = "What it is called"


def all_markings(_viewer: Viewer) -> QuerySet[Marking]:
    return Marking.objects.order_by("pk")


def task(marking: Marking, **changed: Any) -> Task:
    given = {
        "key": f"small/{marking.pk}",
        "kind": "To do",
        "title": SECRET,
        "url": "/there/",
        "due": today() + timedelta(days=marking.pk % 7),
        "since": timezone.now(),
        "action": Action("Do it", "/there/do/"),
        "place": "Where it is",
        "who": "Who asked",
        "note": "Their words",
        "marking": marking,
        "reference": "7KQ2M",
        "unread_note": "Ask somebody else.",
    }
    return Task(**(given | changed))


@pytest.fixture(autouse=True)
def only_these(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_sources", {})
    monkeypatch.setattr(registry, "_dates", {})


@pytest.fixture
def member() -> Expert:
    return ExpertFactory()


def marking_of(owner: Expert, label: Label = Label.AMBER) -> Marking:
    marking = Marking.objects.create(
        shape=Shape.RECORD,
        label=label,
        exposure=Exposure.PUBLISHED,
        owner=owner,
        administration=owner.administration,
    )
    network = NetworkFactory()
    marking.networks.set([network])
    seat(network, owner)
    mark(marking)
    return marking


def test_tasks_are_listed_and_counted_the_soonest_due_first(member: Expert) -> None:
    made = [marking_of(member) for _each in range(3)]
    register_source("small", rows=all_markings, task=task)
    found = tasks_for(viewer_of(member))
    assert {each.key for each in found} == {f"small/{each.pk}" for each in made}
    assert [each.due for each in found] == sorted(each.due for each in found)
    assert task_count(viewer_of(member)) == 3


def test_what_may_not_be_read_is_not_named_whatever_the_source_says(member: Expert) -> None:
    marking_of(ExpertFactory())
    register_source("small", rows=all_markings, task=task)
    [found] = tasks_for(viewer_of(member))
    assert (found.title, found.note) == ("7KQ2M", "Ask somebody else.")
    assert (found.url, found.action, found.place, found.who) == ("", None, "", "")


def test_only_the_parts_a_task_names_open_its_title(member: Expert) -> None:
    """A reader of the summary is told nothing of a draft."""
    author = ExpertFactory()
    marking = marking_of(author)
    seat(marking.networks.get(), member)
    register_source("small", rows=all_markings, task=lambda row: task(row, reads=(Part.DRAFT,)))
    assert [each.title for each in tasks_for(viewer_of(member))] == ["7KQ2M"]
    assert [each.title for each in tasks_for(viewer_of(author))] == [SECRET]


def test_a_link_stays_where_the_action_needs_no_reading(member: Expert) -> None:
    marking_of(ExpertFactory())
    register_source("small", rows=all_markings, task=lambda row: task(row, acts_unread=True))
    [found] = tasks_for(viewer_of(member))
    assert found.title == "7KQ2M"
    assert found.action == Action("Do it", "/there/do/")


@pytest.mark.parametrize("label", [Label.RED, Label.AMBER_STRICT])
def test_a_calendar_carries_nothing_of_closed_labels(member: Expert, label: Label) -> None:
    marking_of(member, label)
    kept = marking_of(member)
    register_source("small", rows=all_markings, task=task)
    assert [each.key for each in calendar_of(viewer_of(member))] == [f"small/{kept.pk}"]
    assert len(tasks_for(viewer_of(member))) == 2


def test_dates_stand_in_calendars_and_are_no_tasks(member: Expert) -> None:
    def last_day(_viewer: Viewer) -> list[Task]:
        return [Task("end/own", "Last day", "Last day", "/", today(), timezone.now())]

    register_dates("end", last_day)
    assert [each.kind for each in calendar_of(viewer_of(member))] == ["Last day"]
    assert tasks_for(viewer_of(member)) == []
    assert task_count(viewer_of(member)) == 0


def test_nobody_who_is_not_active_has_tasks(member: Expert) -> None:
    marking_of(member)
    register_source("small", rows=all_markings, task=task)
    Expert.objects.filter(pk=member.pk).update(is_active=False)
    member.refresh_from_db()
    for viewer in (VISITOR, viewer_of(member)):
        assert tasks_for(viewer) == []
        assert task_count(viewer) == 0


def test_a_task_is_overdue_from_the_day_after(member: Expert) -> None:
    marking = marking_of(member)
    assert not task(marking, due=timezone.localdate()).overdue
    assert task(marking, due=timezone.localdate() - timedelta(days=1)).overdue


def test_thirty_tasks_cost_as_many_queries_as_one_and_counting_all_sources_costs_one(member: Expert) -> None:
    def cost() -> tuple[int, int]:
        viewer = viewer_of(member)
        with CaptureQueriesContext(connection) as listing:
            tasks_for(viewer)
        with CaptureQueriesContext(connection) as counting:
            task_count(viewer)
        return len(listing), len(counting)

    for name in ("one", "two", "three"):
        register_source(name, rows=all_markings, task=task)
    marking_of(member)
    assert cost() == (4, 1)
    for _each in range(9):
        marking_of(member)
    assert cost() == (4, 1)
    assert task_count(viewer_of(member)) == 30


def test_the_number_in_the_menu_is_counted_again_when_something_happened_or_rights_changed(
    member: Expert,
) -> None:
    register_source("small", rows=all_markings, task=task)
    marking_of(member)
    assert count_beside_menu(viewer_of(member)) == 1
    second = marking_of(member)
    with transaction.atomic():
        record("record.submitted", second, member)
    assert count_beside_menu(viewer_of(member)) == 2
    with CaptureQueriesContext(connection) as again:
        assert count_beside_menu(viewer_of(member)) == 2
    viewer_costs = 3
    assert len(again) == viewer_costs + 1
    seat(NetworkFactory(), member)
    register_source("more", rows=all_markings, task=task)
    assert count_beside_menu(viewer_of(member)) == 4
    assert count_beside_menu(VISITOR) == 0


def test_a_source_that_finds_nothing_by_itself_is_counted_as_nothing(member: Expert) -> None:
    marking_of(member)
    register_source("none", rows=lambda _viewer: Marking.objects.filter(pk__in=frozenset()), task=task)
    assert task_count(viewer_of(member)) == 0
    register_source("small", rows=all_markings, task=task)
    assert task_count(viewer_of(member)) == 1
