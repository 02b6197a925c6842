"""Break-glass: one marking, one hour, with a reason; ended by time or by a button."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.access.actions.mark import mark
from networks.access.models import Glass
from networks.access.naming import things_named
from networks.access.reading import not_known
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.models import Expert
from networks.spaces.models import Platform
from networks.text.characters import typed


@dataclass(frozen=True)
class Asked:
    """What an administrator asks for: a reference or an address, for what, and why in words."""

    words: str
    purpose: str
    reason: str


@transaction.atomic
def open_glass(viewer: Viewer, asked: Asked) -> Glass | None:
    """Let the administrator read what is named so for an hour. Its keeper is told, and the trail keeps it.

    None where nothing, or more than one thing, is called so: the trail keeps that as well, so nobody tries references
    unseen. ValidationError, the same whatever is named, without a reason or while another one is open.
    """
    expert = _administrator(viewer)
    if not typed(asked.reason):
        raise ValidationError(_("Give a reason. The owner will be notified."))
    if Glass.objects.open_now().filter(expert=expert).exists():
        raise ValidationError(_("You already have one item open. Close it first."))
    _close(Glass.objects.not_closed().filter(expert=expert).first())
    found = things_named(asked.words)
    if len(found) != 1:
        record("glass.found_nothing", Platform(pk=1), expert, purpose=asked.purpose)
        return None
    thing = found[0]
    glass = Glass.objects.create(
        expert=expert,
        marking=thing.marking,
        thing=thing.what[:200],
        address=thing.address[:300],
        purpose=asked.purpose,
        reason=typed(asked.reason)[:500],
    )
    mark(thing.marking)
    record("glass.opened", glass, expert, purpose=asked.purpose, thing=thing.reference)
    return glass


@transaction.atomic
def close_glass(viewer: Viewer, reference: str) -> None:
    """Close what one opened before its hour is over. 404 for what is not one's own."""
    expert = _administrator(viewer)
    glass = Glass.objects.filter(expert=expert, reference=reference).first()
    if glass is None:
        raise not_known()
    _close(glass, expert)


def close_what_is_over() -> int:
    """Take away the token rows of openings whose hour is over and tell the sockets. Reading ended with the hour itself."""
    over = list(Glass.objects.not_closed().filter(ends_at__lte=timezone.now()))
    for glass in over:
        with transaction.atomic():
            _close(glass)
    return len(over)


def _close(glass: Glass | None, actor: Expert | None = None) -> None:
    if glass is None or not Glass.objects.not_closed().filter(pk=glass.pk).update(closed_at=timezone.now()):
        return
    mark(glass.marking)
    record("glass.closed", glass, actor)


def _administrator(viewer: Viewer) -> Expert:
    """The administrator, locked: two openings at once wait for each other."""
    if viewer.expert is None:
        raise not_known()
    if not viewer.holding("administer", "platform"):
        raise PermissionDenied(_("Only platform administrators can use break-glass access."))
    return Expert.objects.select_for_update(of=("self",)).get(pk=viewer.expert_id)
