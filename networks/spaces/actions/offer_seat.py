"""Offering somebody a seat in a network."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from networks.access.acting import require
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.models import Expert
from networks.spaces.access import may_give_role
from networks.spaces.actions import rules
from networks.spaces.enums import OPEN_STATES, MembershipState, NetworkRole
from networks.spaces.models import Membership, Network, SilentOffer


@transaction.atomic
def invite_to_network(
    viewer: Viewer,
    network: Network,
    expert: Expert,
    role: str = NetworkRole.MEMBER,
    capacity: str = "",
    *,
    message: str = "",
    invited_as: str = "",
) -> Membership:
    """Offer a seat; the person accepts or declines. `invited_as`: the address, when one was typed. `capacity`: as usual if empty.

    ValidationError with a sentence when it cannot be.
    """
    require(
        viewer, may_give_role(viewer, network, role), _("You cannot invite to this network in this role.")
    )
    if expert.pk == viewer.expert_id:
        raise ValidationError(_("You cannot invite yourself."))
    capacity = capacity or rules.usual_capacity(expert)
    rules.check_open(network)
    rules.check_may_sit(network, expert, role, capacity)
    rules.check_no_seat(network, expert)
    rules.check_seat_free(network, expert, capacity)
    membership = Membership.objects.create(
        network=network,
        expert=expert,
        administration=expert.administration,
        role=role,
        capacity=capacity,
        state=MembershipState.INVITED,
        invited_by=viewer.expert,
        invited_as=invited_as,
        message=message,
    )
    SilentOffer.objects.filter(network=network, invited_as=invited_as).delete()
    record("seat.offered", membership, viewer.expert, network=network.pk)
    return membership


def offer_in_silence(network: Network, expert: Expert, invited_as: str) -> None:
    """Keep what will be shown as an open invitation. Call in a transaction. Nothing for whoever has a seat there already."""
    if not Membership.objects.filter(network=network, expert=expert, state__in=OPEN_STATES).exists():
        SilentOffer.objects.get_or_create(network=network, invited_as=invited_as)
