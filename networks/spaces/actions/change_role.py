"""Changing what a member does, and giving one person one further permission."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from networks.access import grants
from networks.access.acting import require
from networks.access.epoch import raise_epoch
from networks.access.models import ExtraPermission
from networks.access.roles import giveable_to
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.spaces.access import may_change, may_give_role
from networks.spaces.actions import rules
from networks.spaces.actions.hand_over import hand_over_lead, leads
from networks.spaces.enums import MembershipState, NetworkRole
from networks.spaces.models import Membership


@transaction.atomic
def change_role(viewer: Viewer, membership: Membership, role: str, capacity: str = "") -> Membership:
    """Give a member another role: its permissions come, those of the old one go."""
    current = _active(membership)
    allowed = may_change(viewer, current) and may_give_role(viewer, current.network, role)
    require(viewer, allowed, _("You cannot grant this role to this person."))
    capacity = capacity or current.capacity
    rules.check_may_sit(current.network, current.expert, NetworkRole(role), capacity)
    before = current.role
    current.role, current.capacity = role, capacity
    current.save()
    _align_with_loss(current)
    if leads(before) and not leads(role):
        hand_over_lead(current, viewer.expert)
    record("seat.role_changed", current, viewer.expert, network=current.network_id, before=before, after=role)
    return current


@transaction.atomic
def give_permission(viewer: Viewer, membership: Membership, codename: str) -> None:
    """One further permission for one person, beyond their role."""
    current = _active(membership)
    require(viewer, may_change(viewer, current), _("You cannot grant this person additional permissions."))
    if codename not in giveable_to(current.capacity, guest=current.expert.is_guest):
        raise ValidationError(_("This permission cannot be granted to this person."))
    ExtraPermission.objects.get_or_create(
        membership=current, codename=codename, defaults={"given_by": viewer.expert}
    )
    grants.align_membership(current)
    record("permission.given", current, viewer.expert, network=current.network_id, permission=codename)


@transaction.atomic
def take_permission(viewer: Viewer, membership: Membership, codename: str) -> None:
    """Take a further permission back."""
    current = _active(membership)
    require(viewer, may_change(viewer, current), _("You cannot remove this permission from this person."))
    ExtraPermission.objects.filter(membership=current, codename=codename).delete()
    _align_with_loss(current)
    record("permission.taken", current, viewer.expert, network=current.network_id, permission=codename)


def _align_with_loss(membership: Membership) -> None:
    grants.align_membership(membership)
    raise_epoch()


def _active(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",)).select_related("network", "expert")
    current = rows.get(pk=membership.pk)
    if current.state != MembershipState.ACTIVE:
        raise ValidationError(_("This person is no longer a member."))
    return current
