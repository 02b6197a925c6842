"""Invitations to a seat that nobody answers: taken back, or over by the clock. Those that reach nobody end alike."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from networks.access.acting import require
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.spaces.access import may_invite
from networks.spaces.actions.end_membership import end_membership
from networks.spaces.enums import EndKind, MembershipState
from networks.spaces.models import Membership, Network, SilentOffer
from networks.spaces.models.membership import OFFER_STAYS_OPEN


@transaction.atomic
def take_back_offer(viewer: Viewer, network: Network, called: str) -> None:
    """Take back what was offered to this address, or to this handle where no address was typed.

    403 for whoever does not invite here; ValidationError when no such invitation is open.
    """
    require(viewer, may_invite(viewer, network), _("Only people who can invite can withdraw an invitation."))
    seat = _open_offers().filter(network=network, **_named(called)).first()
    if seat is not None:
        end_membership(seat, EndKind.REMOVED, viewer.expert)
    silent, _by_model = SilentOffer.objects.filter(network=network, invited_as=called).delete()
    if silent:
        record("seat.silence_over", network, viewer.expert)
    if not silent and seat is None:
        raise ValidationError(_("This invitation is no longer valid."))


@transaction.atomic
def end_offers_before(day: date) -> int:
    """End the invitations whose last day was before this one. Returns how many."""
    since = day - OFFER_STAYS_OPEN
    over = list(_open_offers().filter(created_at__date__lt=since).order_by("pk"))
    for seat in over:
        end_membership(seat, EndKind.RAN_OUT)
    silent, _by_model = SilentOffer.objects.filter(created_at__date__lt=since).delete()
    return len(over) + silent


def _open_offers() -> QuerySet[Membership]:
    """Locked, so that one which is being accepted is left alone."""
    return Membership.objects.select_for_update(of=("self",)).filter(state=MembershipState.INVITED)


def _named(called: str) -> dict[str, str]:
    return {"invited_as": called} if "@" in called else {"invited_as": "", "expert__handle": called}
