"""Whoever keeps a thing is told that an administrator opened it: by its reference, with the reason."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from networks.access.acting import who_may
from networks.access.enums import Part
from networks.access.models import Glass
from networks.events.models import Event
from networks.events.registry import Subject
from networks.people.models import Expert
from networks.spaces.heirs import administering, clearing


@dataclass(frozen=True)
class GlassSubject(Subject):
    """An opening is called by the reference of what was opened; the note says for what and why."""

    note: str = ""


def glasses(ids: Collection[int]) -> dict[int, Subject]:
    """Openings by id, in one query."""
    rows = Glass.objects.filter(pk__in=ids)
    return {
        row.pk: GlassSubject(
            title=row.thing,
            url=row.address or reverse("notices:list"),
            marking_id=None,
            part=Part.BODY,
            note=f"{row.get_purpose_display()}. {row.reason}",
        )
        for row in rows
    }


def keepers(event: Event) -> QuerySet[Expert]:
    """The owner; where there is none who counts today the contact point, else the leads of its networks, else administrators.

    Never the one who opened it alone: of several who would be told, the others are.
    """
    glass = Glass.objects.select_related("marking__administration").filter(pk=event.subject_id).first()
    if glass is None:
        return Expert.objects.none()
    for found in _keepers(glass):
        others = found.exclude(pk=glass.expert_id)
        if others.exists():
            return others
    return administering().exclude(pk=glass.expert_id)


def _keepers(glass: Glass) -> Iterator[QuerySet[Expert]]:
    yield Expert.objects.active().filter(pk=glass.marking.owner_id)
    if glass.marking.administration is not None:
        yield clearing(glass.marking.administration)
    leading = Expert.objects.none()
    for network in glass.marking.networks.all():
        leading |= who_may("manage_members", network.pk)
    yield leading


def opened(event: Event, subject: Subject | None) -> str:
    """Who opened what, and why."""
    words = {
        "who": event.actor.full_name if event.actor else "",
        "thing": subject.title if subject else "",
        "note": getattr(subject, "note", ""),
    }
    return _("{who}, platform administrator, opened {thing} for one hour. {note}").format(**words)
