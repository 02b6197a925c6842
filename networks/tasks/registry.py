"""What a task is, and where rooms register theirs (docs/tasks.md)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from networks.access.enums import Part
from networks.access.models import Marking
from networks.access.viewer import Viewer


@dataclass(frozen=True)
class Action:
    """The one thing to do. `post`: sent as a form instead of followed as a link."""

    label: str
    url: str
    post: bool = False


@dataclass(frozen=True)
class Task:
    """What one person is expected to do by a date, or a date that concerns them.

    `key` stays the same as long as it is about the same thing and holds no database id: calendars are named by it.
    Where `marking` is given, title, place, `who` and note are shown only to those who may read one of the parts in
    `reads`; everybody else the source named gets `reference` and `unread_note`.
    """

    key: str
    kind: str
    title: str
    url: str
    due: date
    since: datetime
    action: Action | None = None
    place: str = ""
    who: str = ""
    note: str = ""
    marking: Marking | None = None
    reference: str = ""
    reads: tuple[Part, ...] = (Part.SUMMARY,)
    unread_note: str = ""
    # Of what may not be read: whether the link and the action work all the same.
    acts_unread: bool = False

    @property
    def label(self) -> str:
        """The label of what it is about; empty where there is none."""
        return str(self.marking.label) if self.marking else ""

    @property
    def overdue(self) -> bool:
        """Whether the due date has passed."""
        return self.due < timezone.localdate()

    def unread(self) -> "Task":
        """The same for somebody who may not read what it is about."""
        url, action = (self.url, self.action) if self.acts_unread else ("", None)
        return replace(
            self, title=self.reference, url=url, action=action, place="", who="", note=self.unread_note
        )


Rows = Callable[[Viewer], QuerySet[Any]]
MakeTask = Callable[[Any], Task]
FindDates = Callable[[Viewer], Iterable[Task]]


@dataclass(frozen=True)
class Source:
    """Where tasks of one kind come from."""

    rows: Rows
    task: MakeTask
    calendar_rows: Rows


_sources: dict[str, Source] = {}
_dates: dict[str, FindDates] = {}


def register_source(name: str, *, rows: Rows, task: MakeTask, calendar_rows: Rows | None = None) -> None:
    """Tasks of one kind.

    `rows(viewer)`: what is open for this person, the soonest first, in one query with all that `task` needs.
    `task(row)`: the task; it asks the database nothing.
    `calendar_rows(viewer)`: where a calendar begins earlier than the list of tasks.
    """
    _sources[name] = Source(rows, task, calendar_rows or rows)


def register_dates(name: str, find: FindDates) -> None:
    """Dates for the calendar that ask nothing of anybody, such as the last day of an account: a fixed number of queries."""
    _dates[name] = find


def sources() -> tuple[Source, ...]:
    """All that are registered."""
    return tuple(_sources.values())


def date_finders() -> tuple[FindDates, ...]:
    """All that are registered."""
    return tuple(_dates.values())
