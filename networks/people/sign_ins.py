"""Signing in and out stands in the audit trail. Failed attempts name a person only where there is an account."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from networks.access.epoch import raise_epoch
from networks.audit.enums import SIGN_IN, SIGN_IN_FAILED, SIGN_OUT, Outcome
from networks.audit.recording import note
from networks.people.actions.tokens import revoke_all
from networks.people.attempts import attempted_address
from networks.people.models import Expert


@receiver(user_logged_in)
def signed_in(user: Expert, **_more: Any) -> None:
    """By password, by EU Login or by an invitation."""
    note(SIGN_IN, user, user)


@receiver(user_logged_out)
def signed_out(user: Expert | None, request: HttpRequest, **_more: Any) -> None:
    """By the button; sessions that run out say nothing. Sockets of other pages of this browser are asked again."""
    if user is None:
        return
    note(SIGN_OUT, user, user)
    # Django says so before it ends the session: a hub that looked in between would find it alive.
    request.session.flush()
    raise_epoch()


@receiver(user_login_failed)
def refused(credentials: dict[str, str], request: HttpRequest | None = None, **_more: Any) -> None:
    """What was typed is not kept: people type passwords into the wrong field."""
    address = attempted_address(request, credentials)
    expert = Expert.objects.filter(email=address).first()
    note(SIGN_IN_FAILED, expert, outcome=Outcome.REFUSED, known=expert is not None)


@receiver([password_changed, password_reset, password_set])
def new_password(user: Expert, **_more: Any) -> None:
    """Changed by the person, or chosen anew by a link from a mail: sessions of the old one are over, their sockets too."""
    note("password.changed", user, user)
    raise_epoch()


@receiver(password_reset)
@transaction.atomic
def password_lost(user: Expert, **_more: Any) -> None:
    """Chosen anew by a link: somebody else may have known the old one, and have made a token with it."""
    revoke_all(user, user)
