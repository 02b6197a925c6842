"""The invited person comes in."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.events.recording import record
from networks.people.links import hash_of
from networks.people.models import Expert, Invitation
from networks.people.passwords import normalised
from networks.spaces.actions.answer_seat import activate
from networks.spaces.enums import MembershipState


@transaction.atomic
def accept_invitation(token: str, password: str) -> Expert:
    """Set the password, confirm the account, take the seats that were offered. ValidationError when the link is used up."""
    invitation = _claimed(token)
    expert = invitation.expert
    validate_password(normalised(password), expert)
    expert.set_password(password)
    expert.save(update_fields=["password"])
    confirm(expert)
    record("person.accepted", expert, expert)
    return expert


def confirm(expert: Expert) -> None:
    """The account counts from now on, and so do the seats that were offered to it. Call in a transaction."""
    expert.confirmed_at = expert.confirmed_at or timezone.now()
    # Nothing else of the row: an account that is stopped in this moment stays so.
    expert.save(update_fields=["confirmed_at"])
    offered = expert.memberships.filter(state=MembershipState.INVITED).select_for_update(of=("self",))
    for membership in offered.select_related("network", "expert"):
        activate(membership, expert)


def _claimed(token: str) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("expert")
    invitation = rows.filter(token_hash=hash_of(token)).first()
    if invitation is None or not invitation.is_open() or not invitation.expert.is_active:
        raise ValidationError(_("This link has expired or was already used. Ask for a new one."))
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    return invitation
