"""What happens to a person's second factors is an event: it stands in the audit trail, and its owner gets a letter."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from networks.access.epoch import raise_epoch
from networks.audit.enums import Outcome
from networks.audit.recording import note
from networks.events.recording import record
from networks.people.actions.end_sessions import end_sessions_without_factor
from networks.people.actions.tokens import revoke_all
from networks.people.models import Expert
from networks.people.second_factor import FACTORS, factors_of

ADDED = "factor.added"
REMOVED = "factor.removed"
CODES_MADE = "factor.codes_made"
CODE_USED = "factor.code_used"
# By those who run the installation, for somebody who has lost everything.
TAKEN_OFF = "factor.taken_off"


@receiver(authenticator_added)
@transaction.atomic
def added(user: Expert, authenticator: Authenticator, request: HttpRequest, **_more: Any) -> None:
    """An app or a passkey; the recovery codes that come with the first one are named with it.

    The first one ends all other sessions and all tokens: whoever opened or made them was asked for the password alone.
    """
    record(ADDED, user, user, factor=authenticator.type)
    if authenticator.type in FACTORS and not factors_of(user).exclude(pk=authenticator.pk).exists():
        end_sessions_without_factor(user, request.session.session_key)
        revoke_all(user, user)


@receiver(authenticator_removed)
@transaction.atomic
def removed(user: Expert, authenticator: Authenticator, **_more: Any) -> None:
    """Taken off. Open sockets are asked again: a role may need what is gone."""
    raise_epoch()
    record(REMOVED, user, user, factor=authenticator.type)


@receiver(authenticator_reset)
@transaction.atomic
def codes_made(user: Expert, authenticator: Authenticator, **_more: Any) -> None:
    """New recovery codes in place of the old."""
    record(CODES_MADE, user, user, factor=authenticator.type)


@receiver(authenticator_used)
@transaction.atomic
def used(user: Expert, authenticator: Authenticator, reauthenticated: bool = False, **_more: Any) -> None:
    """At sign-in or once more; a recovery code is rare enough to be told of."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        record(CODE_USED, user, user, factor=authenticator.type)
    else:
        note("factor.used", user, user, factor=authenticator.type, again=reauthenticated)


@receiver(authentication_failed)
def refused(user: Expert, authenticator: Authenticator, **_more: Any) -> None:
    """A wrong code by somebody who knew the password."""
    note("factor.used", user, user, outcome=Outcome.REFUSED, factor=authenticator.type)
