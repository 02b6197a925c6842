"""Letters about accounts: the invitation, and a link to a new password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from networks.events.models import Event
from networks.notices.registry import Letter, register_letter
from networks.people.actions.ask_password_reset import KIND
from networks.people.links import absolute, fresh_link
from networks.people.models import Expert, Invitation


def invited(event: Event) -> QuerySet[Expert]:
    """The person an invitation is for, not active yet."""
    return Expert.objects.filter(invitations=event.subject_id)


def invitation_letter(event: Event, expert: Expert) -> Letter | None:
    """The way in. None when it was used, replaced or is too old."""
    invitation = Invitation.objects.filter(pk=event.subject_id).select_related("invited_by").first()
    if invitation is None or not invitation.is_open() or not expert.is_active:
        return None
    words = {
        "expert": expert,
        "invited_by": invitation.invited_by,
        "url": fresh_link(invitation),
        "seats": [seat.network.name for seat in expert.memberships.select_related("network")],
        "until": invitation.expires_at,
    }
    return Letter(_("Your invitation to Limes"), render_to_string("notices/mails/invitation.txt", words))


def forgetful(event: Event) -> QuerySet[Expert]:
    """The person who asked for a new password; nobody when the address is unknown."""
    return Expert.objects.active().filter(pk=event.data["expert"])


def reset_letter(event: Event, expert: Expert) -> Letter | None:
    """A link to choose a new password. None for whoever is not active any more."""
    if not forgetful(event).filter(pk=expert.pk).exists():
        return None
    key = default_token_generator.make_token(expert)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(expert), key])
    words = {"expert": expert, "url": absolute(path)}
    return Letter(_("A new password for Limes"), render_to_string("notices/mails/new_password.txt", words))


register_letter("person.invited", invited, invitation_letter)
register_letter(KIND, forgetful, reset_letter)
