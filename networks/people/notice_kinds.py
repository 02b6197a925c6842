"""Letters about accounts: the invitation, a link to a new password, what happened to second factors, a new token."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from networks.events.models import Event
from networks.notices.registry import Letter, register_letter
from networks.people.actions.ask_password_reset import KIND
from networks.people.factor_acts import ADDED, CODE_USED, CODES_MADE, REMOVED, TAKEN_OFF
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


def owner(event: Event) -> QuerySet[Expert]:
    """The person whose account it is, although they did it themselves: it may have been somebody else."""
    return Expert.objects.active().filter(pk=event.subject_id)


def factor_letter(event: Event, expert: Expert) -> Letter | None:
    """What happened to a second factor. None for recovery codes that come and go with one, and for whoever is not active."""
    if not owner(event).filter(pk=expert.pk).exists():
        return None
    sentence = _factor_sentence(event)
    words = {"expert": expert, "sentence": sentence, "url": absolute(reverse("mfa_index"))}
    return Letter(sentence, render_to_string("notices/mails/second_factor.txt", words)) if sentence else None


def _factor_sentence(event: Event) -> str:
    if event.kind == TAKEN_OFF:
        return _("The operators of Limes removed all second factors from your account.")
    said = {
        (ADDED, "totp"): _("An authenticator app was added to your account."),
        (ADDED, "webauthn"): _("A passkey was added to your account."),
        (REMOVED, "totp"): _("The authenticator app was removed from your account."),
        (REMOVED, "webauthn"): _("A passkey was removed from your account."),
        (CODES_MADE, "recovery_codes"): _("New recovery codes were created for your account."),
        (CODE_USED, "recovery_codes"): _("A recovery code was used for your account."),
    }
    return said.get((event.kind, event.data.get("factor")), "")


def token_owner(event: Event) -> QuerySet[Expert]:
    """The person whose token it is, although they made it themselves: it may have been somebody else."""
    return Expert.objects.active().filter(personal_tokens=event.subject_id)


def token_letter(event: Event, expert: Expert) -> Letter | None:
    """A token was made. None for whoever is not active any more."""
    if not token_owner(event).filter(pk=expert.pk).exists():
        return None
    sentence = _("A token was created for your account. Programs can use it to read what you can read.")
    words = {"expert": expert, "sentence": sentence, "url": absolute(reverse("account_tokens"))}
    return Letter(sentence, render_to_string("notices/mails/second_factor.txt", words))


for _kind in (ADDED, REMOVED, CODES_MADE, CODE_USED, TAKEN_OFF):
    register_letter(_kind, owner, factor_letter)


def invited_again_letter(event: Event, expert: Expert) -> Letter | None:
    """They have an account already. None where a seat was offered, which has its own words, and for whoever is not active."""
    if event.data.get("offered") or not owner(event).filter(pk=expert.pk).exists():
        return None
    words = {
        "expert": expert,
        "invited_by": event.actor,
        "url": absolute(reverse("account_login")),
        "reset_url": absolute(reverse("account_reset_password")),
    }
    return Letter(
        _("You have an account on Limes"), render_to_string("notices/mails/invited_again.txt", words)
    )


register_letter("person.invited_again", owner, invited_again_letter)
register_letter("token.made", token_owner, token_letter)
register_letter("person.invited", invited, invitation_letter)
register_letter(KIND, forgetful, reset_letter)
