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
from networks.access.enums import CLOSED_LABELS, WIDEST_FIRST, Exposure
from networks.access.models import MarkingToken
from networks.access.viewer import Viewer
from networks.people.due_days import DueDay, due_days_of


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
    days = [each for each in due_days_of(owner.whole) if may_leave(each)]
    titled = with_a_title(owner.reader, days)
    lines = [_line(each, each in titled) for each in days]
    return sorted(lines, key=lambda each: (each.day, each.uid))


def may_leave(day: DueDay) -> bool:
    """Whether a calendar may say that there is such a thing."""
    return day.marking is None or day.marking.label not in CLOSED_LABELS


def with_a_title(reader: Viewer, days: Iterable[DueDay]) -> set[DueDay]:
    """Those whose title this reader may read now: one query. What was withdrawn has none."""
    named = [each for each in days if each.title and each.marking]
    rows = MarkingToken.objects.filter(
        marking__in={each.marking.pk for each in named if each.marking}, token__in=reader.tokens
    )
    readable = set(rows.values_list("marking_id", "part"))
    return {
        each
        for each in named
        if each.marking
        and (each.marking.pk, str(each.part)) in readable
        and each.marking.exposure != Exposure.WITHDRAWN
    }


def strictest(lines: Iterable[Line]) -> str:
    """The strictest label inside; CLEAR for none."""
    return max((each.label for each in lines if each.label), key=_strictness, default=str(WIDEST_FIRST[0]))


def _strictness(label: str) -> int:
    return [str(each) for each in WIDEST_FIRST].index(label)


def _line(day: DueDay, titled: bool) -> Line:
    label = str(day.marking.label) if day.marking else ""
    return Line(
        uid=f"{uuid5(NAMESPACE_URL, f'{settings.SITE_URL}/calendar/{day.kind}/{day.name}')}@limes",
        summary=_in_one_line(_summary(day, label, titled)),
        day=day.day,
        since=day.since,
        address=f"{settings.SITE_URL}{day.path}",
        label=label,
    )


def _summary(day: DueDay, label: str, titled: bool) -> str:
    """The label in front, as everywhere."""
    if not day.marking:
        return day.words
    names = {"title": day.title, "reference": day.reference}
    name = _("%(title)s (%(reference)s)") % names if titled else day.reference
    return f"{label} {day.words}: {name}"


def _in_one_line(words: str) -> str:
    """Nothing that a program could take for the end of a line."""
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())
