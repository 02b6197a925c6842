"""A notice of a seat says what its reader may know, today and when they read it again later."""

import pytest
from django.core import mail
from django.test import Client

from networks.access.viewer import viewer_of
from networks.events import relay
from networks.people.models import Expert
from networks.spaces.actions.answer_seat import accept_seat
from networks.spaces.actions.end_membership import leave_network, remove_member
from networks.spaces.actions.offer_seat import invite_to_network
from networks.spaces.actions.request_to_join import answer_request, request_to_join
from networks.spaces.enums import MembershipState, NetworkRole, OfficeRole
from networks.spaces.models import Membership, Network
from tests import factories

pytestmark = pytest.mark.django_db

NOTICES = "/workspace/notices/"


@pytest.fixture
def space() -> Network:
    return factories.NetworkFactory(on_request=True)


def notices_of(browser: Client) -> str:
    return browser.get(NOTICES).content.decode()


def joined_and_removed(space: Network, other_lead: Expert) -> None:
    """Somebody asks, is let in, and is removed for a reason of their own."""
    asker = factories.ExpertFactory()
    seat = request_to_join(viewer_of(asker), space, "Please")
    relay.drain()
    answer_request(viewer_of(other_lead), seat, accept=True)
    remove_member(viewer_of(other_lead), Membership.objects.get(pk=seat.pk), "Under investigation")


def test_the_notice_of_a_request_never_says_why_the_seat_ended_later(space: Network, signed_in) -> None:
    may_invite, lead = factories.ExpertFactory(), factories.ExpertFactory()
    factories.extra(factories.seat(space, may_invite, NetworkRole.MEMBER), "invite")
    factories.seat(space, lead, NetworkRole.LEAD)
    joined_and_removed(space, lead)
    told = notices_of(signed_in(may_invite))
    assert "asks to join" in told and "Please" in told
    assert "Under investigation" not in told


def test_the_one_who_was_removed_reads_why(space: Network, signed_in) -> None:
    lead, member = factories.ExpertFactory(), factories.ExpertFactory()
    factories.seat(space, lead, NetworkRole.LEAD)
    remove_member(viewer_of(lead), factories.seat(space, member), "Moved to another task")
    relay.drain()
    assert "Moved to another task" in notices_of(signed_in(member))


def taken(space: Network, inviter: Expert, leaves: bool) -> Expert:
    """The inviter offers a seat, perhaps leaves, and the seat is taken."""
    first = factories.seat(space, inviter, NetworkRole.LEAD)
    taker = factories.ExpertFactory(given_name="Takes", family_name="Aseat")
    seat = invite_to_network(viewer_of(inviter), space, taker, invited_as=taker.email)
    relay.drain()
    if leaves:
        leave_network(viewer_of(inviter), first)
    accept_seat(viewer_of(taker), seat)
    relay.drain()
    return inviter


def test_whoever_invited_hears_that_the_seat_was_taken(space: Network, signed_in) -> None:
    assert "Takes Aseat accepted the invitation" in notices_of(
        signed_in(taken(space, factories.ExpertFactory(), False))
    )


def test_whoever_invited_and_left_hears_of_no_one_who_sits_there(space: Network, signed_in) -> None:
    inviter = taken(space, factories.ExpertFactory(), True)
    assert "Takes Aseat" not in notices_of(signed_in(inviter))
    assert not [each for each in mail.outbox if inviter.email in each.to and "Takes Aseat" in each.body]


def test_a_contact_point_who_invited_a_colleague_hears_it_without_a_seat(space: Network, signed_in) -> None:
    contact = factories.ExpertFactory()
    factories.office(contact, OfficeRole.NCP)
    colleague = factories.ExpertFactory(
        administration=contact.administration, given_name="Takes", family_name="Aseat"
    )
    seat = factories.seat(space, colleague)
    Membership.objects.filter(pk=seat.pk).update(state=MembershipState.INVITED, invited_by=contact)
    accept_seat(viewer_of(colleague), Membership.objects.get(pk=seat.pk))
    relay.drain()
    assert "Takes Aseat accepted the invitation" in notices_of(signed_in(contact))
