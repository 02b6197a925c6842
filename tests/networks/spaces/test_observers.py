"""Observers read what members read and act in nothing; the Commission always observes."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from networks.access.models import ExtraPermission
from networks.access.viewer import viewer_of
from networks.discussions.actions.start_topic import start_topic
from networks.spaces.actions.answer_seat import accept_seat
from networks.spaces.actions.change_role import change_role, give_permission
from networks.spaces.actions.offer_seat import invite_to_network
from networks.spaces.actions.request_to_join import answer_request, request_to_join
from networks.spaces.enums import Capacity, NetworkRole
from networks.spaces.models import Membership, Network
from networks.spaces.who_may import who_may_do_less
from tests import factories

pytestmark = pytest.mark.django_db
OBSERVER = Capacity.OBSERVER


@pytest.fixture
def network() -> Network:
    return factories.NetworkFactory(on_request=True)


@pytest.fixture
def lead(network: Network) -> Any:
    return viewer_of(factories.seat(network, factories.ExpertFactory(), NetworkRole.LEAD).expert)


def test_the_commission_is_invited_as_an_observer_and_as_nothing_else(network: Network, lead: Any) -> None:
    invited = invite_to_network(lead, network, factories.ExpertFactory(commission=True))
    assert invited.capacity == OBSERVER
    for words in ({"capacity": Capacity.EXPERT}, {"role": NetworkRole.CONTRIBUTOR}):
        with pytest.raises(ValidationError):
            invite_to_network(lead, network, factories.ExpertFactory(commission=True), **words)


def test_whoever_observes_reads_as_a_member_and_may_do_nothing(network: Network, lead: Any) -> None:
    seat = invite_to_network(lead, network, factories.ExpertFactory(commission=True))
    accept_seat(viewer_of(seat.expert), seat)
    viewer = viewer_of(seat.expert)
    assert f"network:{network.pk}" in viewer.tokens
    assert viewer.grants == frozenset()
    with pytest.raises(PermissionDenied):
        start_topic(
            viewer, network, title="A question", body="May I?", key="7f0f9a2e-24a4-4d0c-8c62-5e1d1ff0a001"
        )


def test_the_commission_asks_to_join_and_observes(network: Network, lead: Any) -> None:
    asking = request_to_join(viewer_of(factories.ExpertFactory(commission=True)), network)
    answer_request(lead, asking, accept=True)
    assert Membership.objects.get(pk=asking.pk).capacity == OBSERVER


def test_an_observer_is_given_no_role_and_no_further_permission(network: Network, lead: Any) -> None:
    seat = factories.seat(network, factories.ExpertFactory(), capacity=OBSERVER)
    with pytest.raises(ValidationError):
        change_role(lead, seat, NetworkRole.VALIDATOR)
    with pytest.raises(ValidationError):
        give_permission(lead, seat, "contribute")


def test_a_member_who_is_made_an_observer_loses_what_was_held(network: Network, lead: Any) -> None:
    seat = factories.seat(network, factories.ExpertFactory())
    factories.extra(seat, "contribute")
    change_role(lead, seat, NetworkRole.MEMBER, OBSERVER)
    assert viewer_of(seat.expert).grants == frozenset()
    assert ExtraPermission.objects.count() == 1


def test_a_guest_who_was_invited_twice_takes_one_seat(network: Network, lead: Any) -> None:
    guest = factories.ExpertFactory(agency=True)
    seat = invite_to_network(lead, network, guest)
    factories.seat(factories.NetworkFactory(), guest)
    with pytest.raises(ValidationError):
        accept_seat(viewer_of(guest), seat)


def test_the_page_of_a_network_says_what_observers_and_guests_may(
    signed_in: object, network: Network
) -> None:
    member = factories.seat(network, factories.ExpertFactory()).expert
    page = signed_in(member).get(f"/networks/{network.slug}/members/").content.decode()
    assert all(sentence in page for sentence in who_may_do_less())
