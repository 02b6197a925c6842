"""Accounts: invited, confirmed, moved, suspended."""

import re
from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from networks.access import reading
from networks.access.enums import Label, Part
from networks.access.epoch import current_epoch
from networks.access.viewer import viewer_of
from networks.events import relay
from networks.events.models import Event
from networks.people.actions.accept_invitation import accept_invitation
from networks.people.actions.change_administration import change_administration
from networks.people.actions.invite_person import Newcomer, invite_person
from networks.people.actions.suspend import restore, suspend
from networks.people.models import Expert, Invitation
from networks.spaces.enums import NetworkRole, OfficeRole
from tests import factories

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "six boundary stones in a row"


def contact_point() -> Expert:
    expert = factories.ExpertFactory()
    factories.office(expert, OfficeRole.NCP)
    return expert


def newcomer(administration: object, **fields: object) -> Newcomer:
    known = {"email": "new@customs.example", "given_name": "Nadja", "family_name": "New", **fields}
    return Newcomer(administration=administration, **known)


def token_in_last_mail() -> str:
    return re.search(r"/accounts/invitation/([\w-]+)/", mail.outbox[-1].body).group(1)


def test_a_contact_point_invites_a_colleague_who_comes_in_by_the_link_of_the_mail() -> None:
    ncp = contact_point()
    invite_person(viewer_of(ncp), newcomer(ncp.administration))
    relay.drain()
    assert mail.outbox[-1].to == ["new@customs.example"]
    expert = accept_invitation(token_in_last_mail(), NEW_PASSWORD)
    assert expert.administration == ncp.administration
    assert viewer_of(expert).is_active


def test_the_token_stands_nowhere_in_the_database() -> None:
    ncp = contact_point()
    invite_person(viewer_of(ncp), newcomer(ncp.administration))
    relay.drain()
    token = token_in_last_mail()
    assert token not in str(list(Invitation.objects.values())) + str(list(Event.objects.values()))


def test_a_link_works_once_and_seven_days() -> None:
    ncp = contact_point()
    invite_person(viewer_of(ncp), newcomer(ncp.administration))
    relay.drain()
    token = token_in_last_mail()
    Invitation.objects.update(expires_at=timezone.now())
    with pytest.raises(ValidationError):
        accept_invitation(token, NEW_PASSWORD)
    invite_person(viewer_of(ncp), newcomer(ncp.administration))
    relay.drain()
    fresh = token_in_last_mail()
    accept_invitation(fresh, NEW_PASSWORD)
    with pytest.raises(ValidationError):
        accept_invitation(fresh, NEW_PASSWORD)


def test_a_weak_password_uses_up_no_link() -> None:
    ncp = contact_point()
    invite_person(viewer_of(ncp), newcomer(ncp.administration))
    relay.drain()
    with pytest.raises(ValidationError):
        accept_invitation(token_in_last_mail(), "short")
    assert accept_invitation(token_in_last_mail(), NEW_PASSWORD)


def test_a_contact_point_does_not_invite_for_another_administration() -> None:
    with pytest.raises(PermissionDenied):
        invite_person(viewer_of(contact_point()), newcomer(factories.AdministrationFactory()))


def test_a_lead_invites_into_the_network_and_the_seat_is_taken_with_the_account() -> None:
    lead, network = factories.ExpertFactory(), factories.NetworkFactory()
    factories.seat(network, lead, NetworkRole.LEAD)
    invite_person(viewer_of(lead), newcomer(factories.AdministrationFactory(), network=network))
    relay.drain()
    assert network.name in mail.outbox[-1].body
    expert = accept_invitation(token_in_last_mail(), NEW_PASSWORD)
    assert network.pk in viewer_of(expert).network_ids


def test_a_lead_does_not_invite_without_a_seat() -> None:
    lead = factories.ExpertFactory()
    factories.seat(factories.NetworkFactory(), lead, NetworkRole.LEAD)
    with pytest.raises(PermissionDenied):
        invite_person(viewer_of(lead), newcomer(factories.AdministrationFactory()))


@pytest.mark.parametrize("trait", [{}, {"suspended": True}, {"expired": True}])
def test_inviting_a_known_address_says_and_changes_nothing(trait: dict[str, bool]) -> None:
    ncp = contact_point()
    known = factories.ExpertFactory(**trait)
    assert invite_person(viewer_of(ncp), newcomer(ncp.administration, email=known.email)) is None
    relay.drain()
    known.refresh_from_db()
    # Only its owner is told that there is an account, and only where it works.
    told = [] if trait else [[known.email]]
    assert (known.administration != ncp.administration, [each.to for each in mail.outbox]) == (True, told)


def test_moving_to_another_administration_ends_everything_that_was_held_for_the_old_one() -> None:
    expert = contact_point()
    old, network = expert.administration, factories.NetworkFactory()
    factories.seat(network, expert, NetworkRole.VALIDATOR)
    owned = factories.marking(Label.AMBER, networks=[network], owner=expert, administration=old)
    helped = factories.marking(Label.AMBER, networks=[network], contributors=[expert])
    before = current_epoch()
    change_administration(viewer_of(factories.administrator()), expert, factories.AdministrationFactory())
    viewer = viewer_of(Expert.objects.get(pk=expert.pk))
    assert viewer.tokens == {"all", "experts", f"person:{expert.pk}"}
    for marking in (owned, helped):
        assert all(not viewer.tokens & reading.tokens_of(marking, part) for part in Part)
    assert Event.objects.get(kind="person.left").data == {"administration": old.pk, "markings": [owned.pk]}
    assert current_epoch() > before


def test_who_is_restored_keeps_the_last_day_the_account_had() -> None:
    administrator, expert = factories.administrator(), factories.ExpertFactory(expires_on=date(2020, 1, 31))
    suspend(viewer_of(administrator), expert, "Left on a long leave.")
    restore(viewer_of(administrator), expert)
    expert.refresh_from_db()
    assert expert.expires_on == date(2020, 1, 31)
    assert not viewer_of(expert).is_active


def test_a_suspended_person_is_a_visitor_until_restored() -> None:
    administrator, expert = factories.administrator(), factories.ExpertFactory()
    suspend(viewer_of(administrator), expert, "Lost telephone.")
    assert viewer_of(Expert.objects.get(pk=expert.pk)).tokens == {"all"}
    restore(viewer_of(administrator), expert)
    assert viewer_of(Expert.objects.get(pk=expert.pk)).is_active


def test_only_platform_administrators_suspend() -> None:
    with pytest.raises(PermissionDenied):
        suspend(viewer_of(contact_point()), factories.ExpertFactory(), "Because")
