"""Asking for a seat, and the lead's answer."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from networks.access.acting import require
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.enums import ExpertKind
from networks.spaces.access import may_give_role, may_invite
from networks.spaces.actions import rules
from networks.spaces.actions.answer_seat import activate
from networks.spaces.enums import Joining, MembershipState, NetworkRole
from networks.spaces.models import Membership, Network
from networks.text.characters import typed


def may_ask(viewer: Viewer, network: Network) -> bool:
    """Whether the network takes requests and this person may send one. Guests see only their own spaces."""
    return (
        viewer.expert is not None
        and network.joining == Joining.REQUEST
        and not viewer.expert.is_guest
        and viewer.expert.kind != ExpertKind.PLATFORM
        and network.pk not in viewer.network_ids
    )


@transaction.atomic
def request_to_join(viewer: Viewer, network: Network, message: str = "") -> Membership:
    """Ask for a seat. The leads answer."""
    require(viewer, may_ask(viewer, network), _("Membership of this network is by invitation only."))
    rules.check_open(network)
    capacity = rules.usual_capacity(viewer.expert)
    rules.check_may_sit(network, viewer.expert, NetworkRole.MEMBER, capacity)
    rules.check_no_seat(network, viewer.expert)
    membership = Membership.objects.create(
        network=network,
        expert=viewer.expert,
        administration=viewer.expert.administration,
        capacity=capacity,
        state=MembershipState.REQUESTED,
        message=message,
    )
    record("seat.requested", membership, viewer.expert, network=network.pk)
    return membership


@transaction.atomic
def answer_request(
    viewer: Viewer,
    membership: Membership,
    *,
    accept: bool,
    reason: str = "",
    role: str = NetworkRole.MEMBER,
    capacity: str = "",
) -> Membership:
    """Accept a request, or turn it down with a reason that the person is told."""
    require(
        viewer, may_invite(viewer, membership.network), _("Only people who can invite can answer requests.")
    )
    current = _waiting(membership)
    if accept:
        _accept(viewer, current, role, capacity or current.capacity)
    else:
        _turn_down(viewer, current, reason)
    return current


def _accept(viewer: Viewer, membership: Membership, role: str, capacity: str) -> None:
    allowed = may_give_role(viewer, membership.network, role)
    require(viewer, allowed, _("You cannot grant this role."))
    rules.check_open(membership.network)
    rules.check_may_sit(membership.network, membership.expert, role, capacity)
    rules.check_seat_free(membership.network, membership.expert, capacity)
    membership.role, membership.capacity = role, capacity
    activate(membership, viewer.expert)


def _turn_down(viewer: Viewer, membership: Membership, reason: str) -> None:
    if not typed(reason):
        raise ValidationError(_("Give a reason. The person will see it."))
    membership.state = MembershipState.DECLINED
    membership.ended_because = typed(reason)[:300]
    membership.save()
    record("seat.refused", membership, viewer.expert, network=membership.network_id)


def _waiting(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",)).select_related("network", "expert")
    current = rows.get(pk=membership.pk)
    if current.expert_id is None or current.state != MembershipState.REQUESTED:
        raise ValidationError(_("This request has already been answered."))
    return current
