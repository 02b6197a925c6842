"""What django-allauth asks us: nobody registers themselves."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.audit.origin import address_of_request
from networks.people import allauth_words
from networks.people.actions.accept_invitation import confirm
from networks.people.backends import SignInBackend
from networks.people.models import Expert, Invitation
from networks.people.open_sessions import keep_session
from networks.people.passwords import normalised
from networks.people.proving_again import AGAIN, proof_answered
from networks.people.today import today


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Closed registration: accounts come from invitations. Mails leave through networks.notices, never from here."""

    error_messages = {**DefaultAccountAdapter.error_messages, **allauth_words.ACCOUNT}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address attempts are counted under: behind our proxy the caller's, not the proxy's."""
        return address_of_request(request) or str(super().get_client_ip(request))

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Wrong passwords are counted by axes, by address and caller: nobody locks somebody else out from elsewhere."""

    def pre_login(self, request: HttpRequest, user: Expert, **how: Any) -> HttpResponse | None:
        """Whoever may not sign in today is sent back with the words of a wrong password, whichever way they came."""
        if SignInBackend().user_can_authenticate(user):
            return None
        clear_login(request)
        messages.error(request, str(self.error_messages["email_password_mismatch"]))
        return redirect("account_login")

    def clean_password(self, password: str, user: Expert | None = None) -> str:
        """Judged in the form in which it is kept."""
        return str(super().clean_password(normalised(password), user))

    def reauthenticate(self, user: Expert, password: str) -> bool:
        """A password that is kept anew on the way does not end the session in which it was typed."""
        proven = bool(super().reauthenticate(user, password))
        if proven:
            keep_session(user)
        return proven

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to prove again who one is, in our words."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [way | {"description": allauth_words.WAYS.get(way["id"], way["description"])} for way in ways]

    def set_password(self, user: Expert, password: str) -> None:
        """The password and nothing else of the row: an account stopped in this moment stays so."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """allauth has nothing to send: invitations and new passwords are letters of our own."""


class InvitedOnlySocialAdapter(DefaultSocialAccountAdapter):
    """EU Login signs in somebody invited under that verified address and nobody else."""

    error_messages = {**DefaultSocialAccountAdapter.error_messages, **allauth_words.EU_LOGIN}

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Never by allauth's own rule: `pre_social_login` decides."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Expert:
        """Nothing is taken over: names are what the invitation and the person say. Some providers say yes and no in words."""
        for address in sociallogin.email_addresses:
            address.verified = address.verified in (True, "true")
        person: Expert = sociallogin.user
        return person

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Somebody comes in, or proves again who they are."""
        if AGAIN in (sociallogin.state.get("data") or {}):
            raise ImmediateHttpResponse(
                proof_answered(request, sociallogin, is_about_one_person(sociallogin))
            )
        self.let_in(request, sociallogin)
        if request.user.is_authenticated and request.user.pk == sociallogin.user.pk:
            # Signed in already: a link on a strange page must not end the session and wipe what it keeps.
            raise ImmediateHttpResponse(redirect(sociallogin.state.get("next") or "/"))

    @transaction.atomic
    def let_in(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in the person whose address EU Login has verified; everybody else reads one and the same sentence."""
        expert = invited_under(verified_addresses(sociallogin)) if is_about_one_person(sociallogin) else None
        if expert is None or (sociallogin.is_existing and sociallogin.user.pk != expert.pk):
            messages.error(
                request, _("You signed in to EU Login, but there is no Limes account for this address.")
            )
            raise ImmediateHttpResponse(redirect(_sign_in_again(sociallogin)))
        if expert.confirmed_at is None:
            _use_up(expert)
        if not sociallogin.is_existing:
            # Not allauth's save: it would write the whole person as read before, and let in who was stopped meanwhile.
            sociallogin.user = sociallogin.account.user = expert
            sociallogin.account.save()


def _sign_in_again(sociallogin: SocialLogin) -> str:
    """The sign-in page, which leads to where the person was going."""
    way = urlencode({"next": sociallogin.state.get("next") or "/"})
    return f"{reverse('account_login')}?{way}"


def verified_addresses(sociallogin: SocialLogin) -> list[str]:
    """Addresses the provider says it has verified, lower case. None where one has letters beyond ASCII.

    Lowered, some of those become others, and the mailbox somebody else's. allauth has lowered already: asked is what was said.
    """
    data = sociallogin.account.extra_data
    said = [str((data.get(part) or {}).get("email") or "") for part in ("userinfo", "id_token")]
    verified = [each.email for each in sociallogin.email_addresses if each.verified is True]
    return [each.lower() for each in verified] if all(each.isascii() for each in (*said, *verified)) else []


def is_about_one_person(sociallogin: SocialLogin) -> bool:
    """Whether both answers of the provider, the signed one and the other, name the same subject (OpenID Connect Core 5.3.2)."""
    data = sociallogin.account.extra_data
    subjects = {str(data[part].get("sub")) for part in ("id_token", "userinfo") if data.get(part)}
    return len(subjects) <= 1


def invited_under(addresses: list[str]) -> Expert | None:
    """The active person with one of these addresses, or one whose invitation is open."""
    for expert in Expert.objects.filter(email__in=addresses, is_active=True):
        if expert.is_active_on(today()) or (expert.confirmed_at is None and _is_invited(expert)):
            return expert
    return None


def _is_invited(expert: Expert) -> bool:
    return any(each.is_open() for each in expert.invitations.filter(used_at=None))


def _use_up(expert: Expert) -> None:
    Invitation.objects.filter(expert=expert, used_at=None).update(used_at=timezone.now())
    confirm(expert)
