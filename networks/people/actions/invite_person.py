"""The way in: an administration's contact point, a network's lead or a platform administrator invites."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.access.acting import require
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.people.addresses import canonical
from networks.people.enums import AdministrationKind, ExpertKind
from networks.people.links import hash_of
from networks.people.models import Administration, Expert, Invitation
from networks.spaces.access import administers, may_give_role
from networks.spaces.actions.offer_seat import invite_to_network, offer_in_silence
from networks.spaces.enums import NetworkRole
from networks.spaces.models import Network

KIND_OF_EXPERT = {
    AdministrationKind.MEMBER_STATE: ExpertKind.NATIONAL,
    AdministrationKind.COMMISSION: ExpertKind.COMMISSION,
    AdministrationKind.AGENCY: ExpertKind.AGENCY,
    AdministrationKind.THIRD_COUNTRY: ExpertKind.THIRD_COUNTRY,
}


@dataclass(frozen=True)
class Newcomer:
    """Who is invited. Without an administration: an account that looks after the platform and is no expert."""

    email: str
    given_name: str
    family_name: str
    administration: Administration | None
    network: Network | None = None
    role: str = NetworkRole.MEMBER


@transaction.atomic
def invite_person(viewer: Viewer, newcomer: Newcomer) -> None:
    """Invite somebody by address. Says nothing about whether the address was known: a known person is told in a mail.

    Every answer costs the same questions to the database: what a known address needs no more is done and undone.
    """
    require(viewer, _may(viewer, newcomer), _("You cannot invite this person."))
    newcomer = replace(newcomer, email=canonical(newcomer.email))
    expert, is_new = _account(newcomer)
    if is_new:
        _send_invitation(viewer, expert)
    elif _is_waiting(expert):
        _undone(lambda: _new_account(_unknown_like(newcomer)))
        _send_invitation(viewer, expert)
    else:
        _undone(lambda: open_invitation(_new_account(_unknown_like(newcomer)), viewer.expert))
        record("person.invited_again", expert, viewer.expert, offered=newcomer.network is not None)
    if newcomer.network is not None:
        _offer(viewer, newcomer.network, newcomer, expert)


def open_invitation(expert: Expert, invited_by: Expert | None) -> Invitation:
    """A fresh invitation; earlier ones lead nowhere any more. The link is made when the mail is sent (networks.people.links)."""
    Invitation.objects.filter(expert=expert, used_at=None).update(expires_at=timezone.now())
    return Invitation.objects.create(
        expert=expert, invited_by=invited_by, token_hash=hash_of(secrets.token_urlsafe(32))
    )


def _send_invitation(viewer: Viewer, expert: Expert) -> None:
    record("person.invited", open_invitation(expert, viewer.expert), viewer.expert)


def _undone(act: Callable[[], object]) -> None:
    """For the time it takes."""
    before = transaction.savepoint()
    act()
    transaction.savepoint_rollback(before)


def _unknown_like(newcomer: Newcomer) -> Newcomer:
    return replace(newcomer, email=f"{secrets.token_hex(16)}@nobody.invalid")


def _may(viewer: Viewer, newcomer: Newcomer) -> bool:
    if newcomer.network is not None and not may_give_role(viewer, newcomer.network, newcomer.role):
        return False
    if administers(viewer):
        return True
    if newcomer.administration is None:
        return False
    return newcomer.network is not None or viewer.holds("invite_colleagues", newcomer.administration)


def _account(newcomer: Newcomer) -> tuple[Expert, bool]:
    known = Expert.objects.select_related("administration").filter(email=newcomer.email).first()
    if known:
        return known, False
    try:
        with transaction.atomic():
            return _new_account(newcomer), True
    except IntegrityError:
        # Two people invited the same address in the same moment.
        return Expert.objects.get(email=newcomer.email), False


def _new_account(newcomer: Newcomer) -> Expert:
    administration = newcomer.administration
    kind = KIND_OF_EXPERT[AdministrationKind(administration.kind)] if administration else ExpertKind.PLATFORM
    return Expert.objects.create_user(
        newcomer.email,
        given_name=newcomer.given_name,
        family_name=newcomer.family_name,
        administration=administration,
        kind=kind,
    )


def _is_waiting(expert: Expert) -> bool:
    return expert.is_active and expert.confirmed_at is None


def _offer(viewer: Viewer, network: Network, newcomer: Newcomer, expert: Expert) -> None:
    """A seat for somebody who may be known already. A refusal would tell, so it looks like an offer without an answer."""
    address = newcomer.email
    try:
        if not expert.is_active:
            raise ValidationError(_("This account is suspended."))
        invite_to_network(viewer, network, expert, newcomer.role, invited_as=address)
    except ValidationError as reason:
        offer_in_silence(network, expert, address)
        record("seat.not_offered", network, viewer.expert, reason=reason.messages[0])
