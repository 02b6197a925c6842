"""Seats: offered, asked for, changed, ended."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from networks.access import reading
from networks.access.enums import Label, Part
from networks.access.epoch import current_epoch
from networks.access.viewer import viewer_of
from networks.events.models import Event
from networks.people.models import Expert
from networks.spaces.actions import change_role as roles
from networks.spaces.actions.answer_seat import accept_seat, decline_seat
from networks.spaces.actions.edit_space import close_network
from networks.spaces.actions.end_membership import leave_network, remove_member
from networks.spaces.actions.end_what_is_over import end_what_is_over
from networks.spaces.actions.offer_seat import invite_to_network
from networks.spaces.actions.offices import end_office, give_office
from networks.spaces.actions.request_to_join import answer_request, request_to_join
from networks.spaces.enums import Capacity, MembershipState, NetworkRole, OfficeRole
from networks.spaces.models import Membership, Network
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Network:
    return factories.NetworkFactory(on_request=True)


@pytest.fixture
def member(network: Network) -> Membership:
    return factories.seat(network, factories.ExpertFactory())


def kinds() -> list[str]:
    return list(Event.objects.values_list("kind", flat=True))


def test_an_offered_seat_gives_nothing_until_it_is_accepted(network: Network, lead: Expert) -> None:
    guest = factories.ExpertFactory()
    seat = invite_to_network(viewer_of(lead), network, guest, NetworkRole.VALIDATOR)
    assert network.pk not in viewer_of(guest).network_ids
    accept_seat(viewer_of(guest), seat)
    assert viewer_of(guest).holds("validate", network)
    assert kinds() == ["seat.offered", "seat.taken"]


def test_a_declined_seat_can_be_offered_again(network: Network, lead: Expert) -> None:
    guest = factories.ExpertFactory()
    decline_seat(viewer_of(guest), invite_to_network(viewer_of(lead), network, guest))
    again = invite_to_network(viewer_of(lead), network, guest)
    assert again.state == MembershipState.INVITED


def test_nobody_accepts_for_somebody_else(network: Network, lead: Expert) -> None:
    seat = invite_to_network(viewer_of(lead), network, factories.ExpertFactory())
    with pytest.raises(PermissionDenied):
        accept_seat(viewer_of(lead), seat)


def test_a_seat_is_accepted_once(network: Network, lead: Expert) -> None:
    guest = factories.ExpertFactory()
    seat = invite_to_network(viewer_of(lead), network, guest)
    accept_seat(viewer_of(guest), seat)
    with pytest.raises(ValidationError):
        accept_seat(viewer_of(guest), seat)


@pytest.mark.parametrize("role", [NetworkRole.LEAD, NetworkRole.STEWARD])
def test_a_lead_names_neither_leads_nor_stewards(
    network: Network, lead: Expert, member: Membership, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        invite_to_network(viewer_of(lead), network, factories.ExpertFactory(), role)
    with pytest.raises(PermissionDenied):
        roles.change_role(viewer_of(lead), member, role)


def test_a_platform_administrator_names_the_first_lead(network: Network) -> None:
    seat = invite_to_network(
        viewer_of(factories.administrator()), network, factories.ExpertFactory(), NetworkRole.LEAD
    )
    accept_seat(viewer_of(seat.expert), seat)
    assert viewer_of(seat.expert).holds("manage_members", network)


def test_whoever_only_invites_gives_plain_seats(network: Network, member: Membership) -> None:
    factories.extra(member, "invite")
    viewer = viewer_of(member.expert)
    invite_to_network(viewer, network, factories.ExpertFactory())
    with pytest.raises(PermissionDenied):
        invite_to_network(viewer, network, factories.ExpertFactory(), NetworkRole.VALIDATOR)


def test_a_plain_member_invites_nobody(network: Network, member: Membership) -> None:
    with pytest.raises(PermissionDenied):
        invite_to_network(viewer_of(member.expert), network, factories.ExpertFactory())


def test_nobody_makes_themselves_more(network: Network, lead: Expert) -> None:
    own = Membership.objects.get(expert=lead)
    for attempt in (
        lambda: roles.change_role(viewer_of(lead), own, NetworkRole.VALIDATOR),
        lambda: roles.give_permission(viewer_of(lead), own, "validate"),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_a_deputy_does_not_put_out_the_lead(network: Network, lead: Expert) -> None:
    deputy = factories.ExpertFactory()
    factories.seat(network, deputy, NetworkRole.DEPUTY)
    with pytest.raises(PermissionDenied):
        remove_member(viewer_of(deputy), Membership.objects.get(expert=lead), "Because")


def test_the_seats_of_an_administration_can_be_full(network: Network, lead: Expert) -> None:
    full = factories.AdministrationFactory()
    for _number in range(network.seats_per_administration):
        factories.seat(network, factories.ExpertFactory(administration=full))
    newcomer = factories.ExpertFactory(administration=full)
    with pytest.raises(ValidationError):
        invite_to_network(viewer_of(lead), network, newcomer)
    assert invite_to_network(viewer_of(lead), network, newcomer, capacity=Capacity.OBSERVER)


@pytest.mark.parametrize("kind", ["third_country", "agency"])
def test_a_guest_sits_in_one_network_only_and_judges_nothing(
    network: Network, lead: Expert, kind: str
) -> None:
    guest = factories.ExpertFactory(**{kind: True})
    with pytest.raises(ValidationError):
        invite_to_network(viewer_of(lead), network, guest, NetworkRole.VALIDATOR)
    factories.seat(factories.NetworkFactory(), guest)
    with pytest.raises(ValidationError):
        invite_to_network(viewer_of(lead), network, guest)


def test_a_request_is_answered_by_those_who_invite(
    network: Network, lead: Expert, member: Membership
) -> None:
    asking = factories.ExpertFactory()
    request = request_to_join(viewer_of(asking), network, "I run a laboratory.")
    with pytest.raises(PermissionDenied):
        answer_request(viewer_of(member.expert), request, accept=True)
    answer_request(viewer_of(lead), request, accept=True)
    assert network.pk in viewer_of(asking).network_ids


def test_a_refusal_has_a_reason(network: Network, lead: Expert) -> None:
    request = request_to_join(viewer_of(factories.ExpertFactory()), network)
    with pytest.raises(ValidationError):
        answer_request(viewer_of(lead), request, accept=False)
    answer_request(viewer_of(lead), request, accept=False, reason="All seats are taken.")
    request.refresh_from_db()
    assert request.state == MembershipState.DECLINED


def test_nobody_asks_to_join_a_network_that_takes_members_by_invitation() -> None:
    with pytest.raises(PermissionDenied):
        request_to_join(viewer_of(factories.ExpertFactory()), factories.NetworkFactory())


def test_guests_do_not_ask(network: Network) -> None:
    with pytest.raises(PermissionDenied):
        request_to_join(viewer_of(factories.ExpertFactory(third_country=True)), network)


def test_a_removed_member_loses_all_at_once(network: Network, lead: Expert, member: Membership) -> None:
    record = factories.marking(Label.AMBER, networks=[network], contributors=[member.expert])
    roles.give_permission(viewer_of(lead), member, "validate")
    before = current_epoch()
    remove_member(viewer_of(lead), member, "The post has changed.")
    viewer = viewer_of(member.expert)
    assert not viewer.tokens & reading.tokens_of(record, Part.BODY)
    assert not viewer.tokens & reading.tokens_of(record, Part.DRAFT)
    assert viewer.grants == frozenset()
    assert current_epoch() > before


def test_contributing_goes_on_where_another_network_of_the_record_still_holds_the_person(
    network: Network, member: Membership
) -> None:
    second = factories.NetworkFactory()
    factories.seat(second, member.expert)
    record = factories.marking(Label.AMBER, networks=[network, second], contributors=[member.expert])
    leave_network(viewer_of(member.expert), member)
    assert viewer_of(member.expert).tokens & reading.tokens_of(record, Part.DRAFT)


def test_a_new_role_brings_its_permissions_and_takes_those_of_the_old(
    network: Network, lead: Expert, member: Membership
) -> None:
    roles.change_role(viewer_of(lead), member, NetworkRole.VALIDATOR)
    assert viewer_of(member.expert).holds("validate", network)
    before = current_epoch()
    roles.change_role(viewer_of(lead), member, NetworkRole.MEMBER)
    assert not viewer_of(member.expert).holds("validate", network)
    assert current_epoch() > before


def test_what_a_lead_gave_survives_a_change_of_role_and_can_be_taken_back(
    network: Network, lead: Expert, member: Membership
) -> None:
    roles.give_permission(viewer_of(lead), member, "moderate")
    roles.change_role(viewer_of(lead), member, NetworkRole.CONTRIBUTOR)
    assert viewer_of(member.expert).holds("moderate", network)
    roles.take_permission(viewer_of(lead), member, "moderate")
    assert not viewer_of(member.expert).holds("moderate", network)


def test_a_lead_gives_only_what_may_be_given(lead: Expert, member: Membership) -> None:
    with pytest.raises(ValidationError):
        roles.give_permission(viewer_of(lead), member, "manage_members")


def test_seats_and_offices_that_ran_out_are_ended_and_the_sockets_hear_of_it(network: Network) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    expert = factories.ExpertFactory()
    factories.seat(network, expert, ends_on=yesterday)
    factories.office(expert, OfficeRole.NCP, ends_on=yesterday)
    before = current_epoch()
    assert end_what_is_over() == 2
    assert current_epoch() > before
    assert end_what_is_over() == 0


def test_closing_a_network_ends_its_seats(network: Network, member: Membership) -> None:
    close_network(viewer_of(factories.administrator()), network)
    member.refresh_from_db()
    assert member.state == MembershipState.ENDED


def test_offices_are_given_by_platform_administrators_and_never_to_themselves() -> None:
    administrator, expert = factories.administrator(), factories.ExpertFactory()
    office = give_office(viewer_of(administrator), expert, OfficeRole.NCP)
    assert viewer_of(expert).holds("clear", expert.administration)
    with pytest.raises(PermissionDenied):
        give_office(viewer_of(administrator), administrator, OfficeRole.AUDITOR)
    with pytest.raises(PermissionDenied):
        give_office(viewer_of(expert), factories.ExpertFactory(), OfficeRole.NCP)
    end_office(viewer_of(administrator), office)
    assert not viewer_of(expert).holds("clear", expert.administration)
