"""Reads of the trail. Each takes a constant number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from networks.access.viewer import Viewer
from networks.audit.access import check_audits
from networks.audit.enums import COPIES, DOWNLOAD, READINGS, Outcome
from networks.audit.models import AuditEntry
from networks.text.fields import folded_value, words_sought

# Whoever writes an earlier or a later day into an address means everything.
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(9000, 1, 1)


def entries_for(viewer: Viewer, asked: Mapping[str, Any], *, until_now: bool = False) -> QuerySet[AuditEntry]:
    """The trail for an auditor, newest first, narrowed to a person, an action, a reference and a period.

    The reference is a thing's, or the code that stands on a print-out or an offline copy. `until_now`: without what is
    noted from here on, however often the rows are read.
    """
    check_audits(viewer)
    found = AuditEntry.objects.order_by("-pk")
    if until_now:
        found = found.filter(pk__lte=AuditEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0)
    if person := asked.get("person"):
        found = found.filter(Q(handle=person) | Q(person__in=_names_like(person)))
    if action := asked.get("action"):
        found = found.filter(action__startswith=action)
    if reference := asked.get("reference"):
        named = Q(reference__in=[reference, reference.upper()])
        found = found.filter(named | Q(action__in=COPIES, details__copy=reference.upper()))
    if since := asked.get("since"):
        found = found.filter(at__gte=_midnight(since))
    if until := asked.get("until"):
        found = found.filter(at__lt=_midnight(until) + timedelta(days=1))
    return found


def _names_like(words: str) -> list[str]:
    """Names in the trail that hold these words whatever the accents and their order. The trail itself is never written anew."""
    sought = words_sought(words)
    names = AuditEntry.objects.order_by().values_list("person", flat=True).distinct()
    return [name for name in names if sought and all(word in folded_value(name) for word in sought)]


def _midnight(day: date) -> datetime:
    """Of a day that every zone and database knows."""
    return timezone.make_aware(datetime.combine(min(max(day, FIRST_DAY), LAST_DAY), time.min))


@dataclass(frozen=True)
class Reader:
    """One person and how often they came."""

    name: str
    administration_id: int | None
    readings: int
    downloads: int
    copies: int
    last_at: datetime


def readings_of(marking_id: int) -> QuerySet[AuditEntry]:
    """Every noted reading of what hangs on one marking, newest first. Who may see it is asked before."""
    done = AuditEntry.objects.filter(outcome=Outcome.DONE)
    return done.filter(marking_id=marking_id, action__in=READINGS).order_by("-pk")


def refusals_of(references: Iterable[str], without: Iterable[int]) -> QuerySet[AuditEntry]:
    """Who asked for one of these things and was not let in, newest first; `without` leaves out its own people."""
    refused = AuditEntry.objects.filter(outcome=Outcome.REFUSED, action__in=READINGS)
    return refused.filter(reference__in=list(references)).exclude(person_id__in=list(without)).order_by("-pk")


def readers_of(marking_id: int) -> list[Reader]:
    """The same by person, whoever came last first."""
    rows = (
        readings_of(marking_id)
        .order_by()
        .values("person_id", "administration_id")
        .annotate(
            name=Max("person"),
            readings=Count("pk", filter=~Q(action__in=(DOWNLOAD, *COPIES))),
            downloads=Count("pk", filter=Q(action=DOWNLOAD)),
            copies=Count("pk", filter=Q(action__in=COPIES)),
            last_at=Max("at"),
        )
        .order_by("-last_at")
    )
    return [
        Reader(
            row["name"],
            row["administration_id"],
            row["readings"],
            row["downloads"],
            row["copies"],
            row["last_at"],
        )
        for row in rows
    ]
