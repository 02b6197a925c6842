"""Giving a removed member their membership back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from networks.access import grants
from networks.access.acting import require
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.today import today
from networks.spaces.access import may_change
from networks.spaces.actions import rules
from networks.spaces.enums import EndKind, MembershipState
from networks.spaces.models import Membership


@transaction.atomic
def restore_membership(viewer: Viewer, membership: Membership) -> Membership:
    """The membership a lead has ended, with the role and the additional permissions it had. Twice is once.

    403 for whoever could not give this role; ValidationError where the person cannot be a member any more. What they
    contributed to is not shared with them again: its owners decide.
    """
    rows = Membership.objects.select_for_update(of=("self",)).select_related("network", "expert")
    current = rows.get(pk=membership.pk)
    require(viewer, may_change(viewer, current), _("You cannot restore this membership."))
    if current.state == MembershipState.ACTIVE:
        return current
    _check(current)
    current.state, current.administration = MembershipState.ACTIVE, current.expert.administration
    current.ends_on = current.ended_by = current.ended_at = None
    current.end_kind = current.ended_because = ""
    current.save()
    grants.align_membership(current)
    record("seat.restored", current, viewer.expert, network=current.network_id)
    return current


def may_be_restored(membership: Membership) -> bool:
    """Only what a lead has ended: who left or moved is invited again."""
    return membership.state == MembershipState.ENDED and membership.end_kind == EndKind.REMOVED


def _check(membership: Membership) -> None:
    network, expert = membership.network, membership.expert
    if not may_be_restored(membership):
        raise ValidationError(_("This membership cannot be restored. Send an invitation instead."))
    if not expert.is_active_on(today()):
        raise ValidationError(_("This account is not active."))
    rules.check_open(network)
    rules.check_may_sit(network, expert, membership.role, membership.capacity)
    rules.check_no_seat(network, expert)
    rules.check_seat_free(network, expert, membership.capacity)
