"""Two people decide about one seat, account or network in the same moment: what ended stays so, no seat is taken twice."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from networks.access.viewer import viewer_of
from networks.people.actions.accept_invitation import accept_invitation
from networks.people.actions.change_administration import change_administration
from networks.people.actions.invite_person import open_invitation
from networks.people.actions.off_board import off_board
from networks.people.actions.suspend import suspend
from networks.people.links import hash_of
from networks.people.models import Expert
from networks.spaces.actions.answer_seat import accept_seat
from networks.spaces.actions.edit_space import close_network, edit_space
from networks.spaces.actions.end_membership import remove_member
from networks.spaces.actions.end_offers import end_offers_before, take_back_offer
from networks.spaces.actions.offer_seat import invite_to_network
from networks.spaces.actions.offices import give_office
from networks.spaces.actions.request_to_join import answer_request, request_to_join
from networks.spaces.enums import MembershipState
from networks.spaces.models import Membership, Network
from tests import factories
from tests.meanwhile import meanwhile

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture
def network(db: None) -> Network:
    return factories.NetworkFactory(on_request=True, seats_per_administration=1)


def test_the_last_seat_of_an_administration_is_taken_once(network: Network, lead: Expert) -> None:
    home = factories.AdministrationFactory()
    seats = [
        invite_to_network(viewer_of(lead), network, factories.ExpertFactory(administration=home))
        for _number in range(2)
    ]
    first, second = meanwhile(
        lambda: accept_seat(viewer_of(seats[0].expert), seats[0]),
        "networks.spaces.actions.answer_seat.activate",
        lambda: accept_seat(viewer_of(seats[1].expert), seats[1]),
    )
    assert first.error is None
    assert isinstance(second.error, ValidationError)
    assert Membership.objects.active().filter(administration=home).count() == 1


def test_whoever_clicks_twice_asks_once(network: Network) -> None:
    asking = factories.ExpertFactory()
    first, second = meanwhile(
        lambda: request_to_join(viewer_of(asking), network),
        "networks.spaces.actions.request_to_join.record",
        lambda: request_to_join(viewer_of(asking), network),
    )
    assert first.error is None
    assert isinstance(second.error, ValidationError)


def test_of_two_answers_to_a_request_the_first_counts(network: Network, lead: Expert) -> None:
    request = request_to_join(viewer_of(factories.ExpertFactory()), network)
    accepted, refused = meanwhile(
        lambda: answer_request(viewer_of(lead), request, accept=True),
        "networks.spaces.actions.request_to_join.activate",
        lambda: answer_request(viewer_of(lead), request, accept=False, reason="No."),
    )
    assert accepted.error is None
    assert isinstance(refused.error, ValidationError)
    assert Membership.objects.get(pk=request.pk).state == MembershipState.ACTIVE


@pytest.mark.parametrize("how", ["by the lead", "by the clock"])
def test_an_invitation_that_is_being_accepted_is_not_taken_back(
    network: Network, lead: Expert, how: str
) -> None:
    offered = invite_to_network(viewer_of(lead), network, factories.ExpertFactory())
    called = offered.expert.handle
    acts = {
        "by the lead": lambda: take_back_offer(viewer_of(lead), network, called),
        "by the clock": lambda: end_offers_before(timezone.localdate() + timedelta(days=60)),
    }
    accepted, taken_back = meanwhile(
        lambda: accept_seat(viewer_of(offered.expert), offered),
        "networks.spaces.actions.answer_seat.activate",
        acts[how],
    )
    assert accepted.error is None
    assert isinstance(taken_back.error, ValidationError) or taken_back.answer == 0
    assert Membership.objects.get(pk=offered.pk).state == MembershipState.ACTIVE


def test_an_account_stopped_while_its_invitation_is_accepted_stays_stopped() -> None:
    newcomer = factories.ExpertFactory(invited=True)
    invitation = open_invitation(newcomer, None)
    invitation.token_hash = hash_of("a link")
    invitation.save()
    administrator = factories.administrator()
    accepted, stopped = meanwhile(
        lambda: accept_invitation("a link", factories.PASSWORD),
        "networks.people.actions.accept_invitation.validate_password",
        lambda: suspend(viewer_of(administrator), Expert.objects.get(pk=newcomer.pk), "Wrong person."),
    )
    assert (accepted.error, stopped.error) == (None, None)
    assert not Expert.objects.get(pk=newcomer.pk).is_active


def test_nobody_gets_an_office_of_the_administration_they_are_just_leaving() -> None:
    expert, administrator = factories.ExpertFactory(), factories.administrator()
    moved, given = meanwhile(
        lambda: change_administration(
            viewer_of(administrator), Expert.objects.get(pk=expert.pk), factories.AdministrationFactory()
        ),
        "networks.people.actions.change_administration.end_holdings",
        lambda: give_office(viewer_of(administrator), expert, "ncp"),
    )
    assert (moved.error, given.error) == (None, None)
    expert.refresh_from_db()
    assert {each.administration_id for each in expert.offices.all()} == {expert.administration_id}


def test_a_network_closed_while_its_lead_edits_it_stays_closed(network: Network, lead: Expert) -> None:
    administrator = factories.administrator()
    edited, closed = meanwhile(
        lambda: edit_space(viewer_of(lead), Network.objects.get(pk=network.pk), {"introduction": "New."}),
        "networks.spaces.actions.edit_space.require",
        lambda: close_network(viewer_of(administrator), Network.objects.get(pk=network.pk)),
    )
    assert (edited.error, closed.error) == (None, None)
    network.refresh_from_db()
    assert network.closed_at is not None and network.closed_at <= timezone.now()


def test_somebody_is_removed_from_one_network_while_they_are_off_boarded_from_all(
    network: Network, lead: Expert
) -> None:
    leaving, administrator = factories.ExpertFactory(), factories.administrator()
    for each in (factories.NetworkFactory(), network):
        factories.seat(each, leaving)
    seat = leaving.memberships.get(network=network)
    off_boarded, removed = meanwhile(
        lambda: off_board(viewer_of(administrator), leaving, "Retired."),
        "networks.spaces.actions.end_membership.raise_epoch",
        lambda: remove_member(viewer_of(lead), seat, "Never came."),
    )
    assert (off_boarded.error, removed.error) == (None, None)
    assert not Membership.objects.active().filter(expert=leaving).exists()
