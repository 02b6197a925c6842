"""The end of a seat: taken away, given up, run out, with the mandate, the administration or the service of its holder."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.access import grants
from networks.access.acting import require
from networks.access.actions.release import end_contributorships
from networks.access.epoch import raise_epoch
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.models import Expert
from networks.people.today import today
from networks.spaces.access import may_change
from networks.spaces.actions.hand_over import hand_over_lead, leads
from networks.spaces.enums import OPEN_STATES, EndKind, MembershipState
from networks.spaces.models import Membership, SilentOffer
from networks.text.characters import typed

EVENTS = {EndKind.REMOVED: "seat.removed", EndKind.LEFT: "seat.left"}
OFFER_OVER = "seat.offer_over"


@transaction.atomic
def remove_member(viewer: Viewer, membership: Membership, reason: str) -> None:
    """Take somebody's seat, with a reason they are told."""
    require(viewer, may_change(viewer, membership), _("You do not have permission to remove this person."))
    if not typed(reason):
        raise ValidationError(_("Give a reason. The person will see it."))
    end_membership(membership, EndKind.REMOVED, viewer.expert, reason)


@transaction.atomic
def leave_network(viewer: Viewer, membership: Membership) -> None:
    """Give up one's own seat."""
    require(viewer, membership.expert_id == viewer.expert_id, _("Only the member can leave the network."))
    end_membership(membership, EndKind.LEFT, viewer.expert)


@transaction.atomic
def end_memberships(
    rows: QuerySet[Membership], how: EndKind, actor: Expert | None = None, reason: str = ""
) -> None:
    """End the open ones among these. All are locked first, so that nobody who ends one of them alone waits in turn."""
    open_ones = rows.filter(state__in=OPEN_STATES).order_by("pk")
    for membership in list(open_ones.select_for_update(of=("self",))):
        end_membership(membership, how, actor, reason)


@transaction.atomic
def end_membership(
    membership: Membership, how: EndKind, actor: Expert | None = None, reason: str = ""
) -> None:
    """End a seat with all it gave, contributorships in the network included. Nothing happens to one that has ended.

    One that was offered and not taken lapses. It does not stand among those that ended, which name their people: the list
    of the network shows an address until its owner accepts. Where the owner moved or left, the address goes on standing
    there as one that reaches nobody does: that it vanished would tell of them.
    """
    rows = Membership.objects.select_for_update(of=("self",)).select_related("network", "expert")
    current = rows.get(pk=membership.pk)
    if current.state not in OPEN_STATES:
        return
    counted = current.state == MembershipState.ACTIVE
    offered = current.state == MembershipState.INVITED
    current.state = MembershipState.LAPSED if offered else MembershipState.ENDED
    current.ends_on = today()
    current.end_kind, current.ended_by, current.ended_at = how, actor, timezone.now()
    current.ended_because = typed(reason)[:300]
    current.save()
    kind = OFFER_OVER if offered else EVENTS.get(how, "seat.ended")
    record(kind, current, actor, network=current.network_id, how=str(how))
    if offered:
        if how in (EndKind.MOVED, EndKind.DEPARTED):
            _goes_on_in_silence(current)
        return
    grants.align_membership(current)
    end_contributorships(current.expert, current.network)
    raise_epoch()
    if counted and how != EndKind.MANDATE and leads(current.role):
        hand_over_lead(current, actor)


def _goes_on_in_silence(offer: Membership) -> None:
    if offer.invited_as:
        silent, _new = SilentOffer.objects.get_or_create(network=offer.network, invited_as=offer.invited_as)
        SilentOffer.objects.filter(pk=silent.pk).update(created_at=offer.created_at)
