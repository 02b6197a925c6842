"""What others may call a seat, an office, a network, an administration or an account."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from networks.access.enums import Part
from networks.events.registry import Subject, register_subject
from networks.people.models import Administration, Expert
from networks.spaces.glass_notices import glasses
from networks.spaces.models import Membership, Network, Office


@dataclass(frozen=True)
class SeatSubject(Subject):
    """A seat is called by its network. Each notice takes one of both: who was asked does not learn why it ended."""

    asked: str = ""
    ended: str = ""


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
        asked=row.message,
        ended=row.ended_because,
    )


def offices(ids: Collection[int]) -> dict[int, Subject]:
    """Offices by id, in one query."""
    rows = Office.objects.select_related("expert").filter(pk__in=ids)
    return {
        row.pk: Subject(row.get_role_display(), f"/people/{row.expert.handle}/", None, Part.BODY)
        for row in rows
    }


def networks(ids: Collection[int]) -> dict[int, Subject]:
    """Networks by id, in one query: everybody may know their names."""
    rows = Network.objects.filter(pk__in=ids)
    return {row.pk: Subject(row.name, f"{row.get_absolute_url()}members/", None, Part.BODY) for row in rows}


def administrations(ids: Collection[int]) -> dict[int, Subject]:
    """Administrations by id, in one query; what waits for their contact point stands in the workspace."""
    rows = Administration.objects.filter(pk__in=ids)
    return {row.pk: Subject(row.name, reverse("workspace:home"), None, Part.BODY) for row in rows}


def accounts(ids: Collection[int]) -> dict[int, Subject]:
    """People by id, in one query, for those who look after their accounts."""
    rows = Expert.objects.filter(pk__in=ids)
    return {
        row.pk: Subject(row.full_name, reverse("people:standing", args=[row.handle]), None, Part.BODY)
        for row in rows
    }


register_subject("access.glass", lambda pk: glasses([pk]).get(pk), glasses)
register_subject("spaces.network", lambda pk: networks([pk]).get(pk), networks)
register_subject("people.administration", lambda pk: administrations([pk]).get(pk), administrations)
register_subject("people.expert", lambda pk: accounts([pk]).get(pk), accounts)
register_subject("spaces.membership", lambda pk: seats([pk]).get(pk), seats)
register_subject("spaces.office", lambda pk: offices([pk]).get(pk), offices)
