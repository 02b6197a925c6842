"""What a calendar says of each day (docs/decisions/0015-calendars.md).

Which lines there are follows from everything their owner may do; what a line says, from what a token reads. TLP:RED and
TLP:AMBER+STRICT have no line at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.translation import gettext as _

from networks.access.by_token import TokenOwner
from networks.access.enums import CLOSED_LABELS, WIDEST_FIRST, Exposure, Part
from networks.access.models import MarkingToken
from networks.access.viewer import Viewer
from networks.tasks.queries import calendar_of
from networks.tasks.registry import Task
from networks.text.titles import english_title


@dataclass(frozen=True)
class Line:
    """One day of the calendar, in words."""

    uid: str
    summary: str
    day: date
    since: datetime
    address: str
    label: str = ""


def lines_of(owner: TokenOwner) -> list[Line]:
    """All of them, the soonest first, in an order that is the same each time."""
    tasks = [each for each in calendar_of(owner.whole) if may_leave(each)]
    titled = with_a_title(owner.reader, tasks)
    lines = [_line(each, each in titled) for each in tasks]
    return sorted(lines, key=lambda each: (each.day, each.uid))


def may_leave(task: Task) -> bool:
    """Whether a calendar may say that there is such a thing."""
    return task.marking is None or task.marking.label not in CLOSED_LABELS


def with_a_title(reader: Viewer, tasks: Iterable[Task]) -> set[Task]:
    """Those whose title this reader may read now: one query. Drafts and what was withdrawn have none."""
    named = [each for each in tasks if each.title and each.marking and Part.SUMMARY in each.reads]
    rows = MarkingToken.objects.filter(
        marking__in={each.marking.pk for each in named if each.marking}, token__in=reader.tokens
    )
    readable = set(rows.values_list("marking_id", "part"))
    return {
        each
        for each in named
        if each.marking
        and (each.marking.pk, str(Part.SUMMARY)) in readable
        and each.marking.exposure != Exposure.WITHDRAWN
    }


def strictest(lines: Iterable[Line]) -> str:
    """The strictest label inside; CLEAR for none."""
    return max((each.label for each in lines if each.label), key=_strictness, default=str(WIDEST_FIRST[0]))


def _strictness(label: str) -> int:
    return [str(each) for each in WIDEST_FIRST].index(label)


def _line(task: Task, titled: bool) -> Line:
    name = f"{settings.SITE_URL}/calendar/{task.key}"
    return Line(
        uid=f"{uuid5(NAMESPACE_URL, name)}@limes",
        summary=_in_one_line(_summary(task, titled)),
        day=task.due,
        since=task.since,
        address=f"{settings.SITE_URL}{_path(task)}",
        label=task.label,
    )


def _path(task: Task) -> str:
    """Where its action is, as far as a link leads there."""
    by_link = task.action is not None and not task.action.post
    return (task.action.url if by_link and task.action else task.url) or "/workspace/"


def _summary(task: Task, titled: bool) -> str:
    """The label in front, as everywhere."""
    if not task.marking:
        # Of a network or an account, which everybody may know; a date says all in its kind.
        return task.kind if task.kind == task.title else f"{task.kind}: {task.title}"
    names = {"title": english_title(task.title), "reference": task.reference}
    name = _("%(title)s (%(reference)s)") % names if titled else task.reference
    return f"{task.label} {task.kind}: {name}"


def _in_one_line(words: str) -> str:
    """Nothing that a program could take for the end of a line."""
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())
