"""What others may call a seat or an office."""

from collections.abc import Collection
from dataclasses import dataclass

from networks.access.enums import Part
from networks.events.registry import Subject, register_subject
from networks.spaces.models import Membership, Office


@dataclass(frozen=True)
class SeatSubject(Subject):
    """A seat is called by its network; the note says why it ended, or what was asked."""

    note: str = ""


def seats(ids: Collection[int]) -> dict[int, Subject]:
    """Seats by id, in one query."""
    rows = Membership.objects.select_related("network").filter(pk__in=ids)
    return {row.pk: _seat(row) for row in rows}


def _seat(row: Membership) -> Subject:
    return SeatSubject(
        title=row.network.name,
        url=row.network.get_absolute_url(),
        marking_id=None,
        part=Part.BODY,
        note=row.ended_because or row.message,
    )


def offices(ids: Collection[int]) -> dict[int, Subject]:
    """Offices by id, in one query."""
    rows = Office.objects.select_related("expert").filter(pk__in=ids)
    return {
        row.pk: Subject(row.get_role_display(), f"/people/{row.expert.handle}/", None, Part.BODY)
        for row in rows
    }


register_subject("spaces.membership", lambda pk: seats([pk]).get(pk), seats)
register_subject("spaces.office", lambda pk: offices([pk]).get(pk), offices)
