"""The invited person's answer."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from networks.access import grants
from networks.access.acting import require
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.models import Expert
from networks.people.today import today
from networks.spaces.actions import rules
from networks.spaces.enums import MembershipState
from networks.spaces.models import Membership


@transaction.atomic
def accept_seat(viewer: Viewer, membership: Membership) -> Membership:
    """Take the offered seat from today on."""
    held = _offered(viewer, membership)
    rules.check_open(held.network)
    rules.check_may_sit(held.network, held.expert, held.role, held.capacity)
    rules.check_seat_free(held.network, held.expert, held.capacity)
    activate(held, viewer.expert)
    return held


@transaction.atomic
def decline_seat(viewer: Viewer, membership: Membership) -> Membership:
    """Say no. A new invitation may come later."""
    held = _offered(viewer, membership)
    held.state = MembershipState.DECLINED
    held.save()
    record("seat.declined", held, viewer.expert, network=held.network_id)
    return held


def activate(membership: Membership, actor: Expert | None) -> None:
    """Make a seat count, with the permissions of its role. Call in a transaction."""
    membership.state = MembershipState.ACTIVE
    membership.administration = membership.expert.administration
    membership.starts_on = membership.starts_on or today()
    membership.save()
    grants.align_membership(membership)
    record("seat.taken", membership, actor, network=membership.network_id)


def _offered(viewer: Viewer, membership: Membership) -> Membership:
    require(viewer, membership.expert_id == viewer.expert_id, _("This invitation is for another person."))
    held = Membership.objects.select_for_update(of=("self",)).select_related("network", "expert")
    current = held.get(pk=membership.pk)
    if current.state != MembershipState.INVITED:
        raise ValidationError(_("This invitation is no longer valid."))
    return current
