"""How seats end by the clock, what is told of it, and what those who manage see."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from networks.access.viewer import viewer_of
from networks.events import relay
from networks.events.models import Event
from networks.people.models import Expert
from networks.spaces.actions.change_role import change_role
from networks.spaces.actions.end_membership import leave_network, remove_member
from networks.spaces.actions.end_what_is_over import end_what_is_over
from networks.spaces.enums import EndKind, MembershipState, NetworkRole, OfficeRole
from networks.spaces.models import Membership
from tests import factories
from tests.kb.world import make_world

pytestmark = pytest.mark.django_db


def yesterday() -> object:
    return timezone.localdate() - timedelta(days=1)


def kinds(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def test_a_seat_that_runs_out_says_so_and_its_holder_is_told() -> None:
    seat = factories.seat(
        factories.NetworkFactory(name="Risk"), factories.ExpertFactory(), ends_on=yesterday()
    )
    end_what_is_over()
    relay.drain()
    seat.refresh_from_db()
    assert (seat.state, seat.end_kind, seat.ended_by) == (MembershipState.ENDED, EndKind.RAN_OUT, None)
    assert [each.to for each in mail.outbox if "has ended" in each.subject] == [[seat.expert.email]]


def test_the_end_of_a_mandate_ends_every_seat_and_is_told_once() -> None:
    network = factories.NetworkFactory(mandate_until=yesterday())
    factories.seat(network, factories.ExpertFactory())
    factories.seat(network, factories.ExpertFactory(), state=MembershipState.REQUESTED)
    end_what_is_over()
    end_what_is_over()
    assert set(Membership.objects.values_list("state", "end_kind")) == {("ended", "mandate")}
    assert kinds("network.mandate_ended") == 1
    network.mandate_until = yesterday() - timedelta(days=3)
    network.save()
    end_what_is_over()
    assert kinds("network.mandate_ended") == 2


def test_what_was_shared_in_a_network_whose_mandate_ran_out_waits_for_another_one() -> None:
    world = make_world()
    world.publish()
    world.network.mandate_until = yesterday()
    world.network.save()
    end_what_is_over()
    relay.drain()
    assert "Needs another network" in world.browser("ncp").get("/workspace/").content.decode()
    assert kinds("record.network_lost") == 1


def test_when_the_seat_of_a_lead_runs_out_the_deputy_is_told() -> None:
    network = factories.NetworkFactory(name="Risk")
    factories.seat(network, factories.ExpertFactory(), NetworkRole.LEAD, ends_on=yesterday())
    deputy = factories.seat(network, factories.ExpertFactory(), NetworkRole.DEPUTY).expert
    end_what_is_over()
    relay.drain()
    assert [each.to for each in mail.outbox if "no longer leads" in each.subject] == [[deputy.email]]


def test_a_lead_who_is_made_a_member_hands_over_too() -> None:
    network = factories.NetworkFactory()
    lead = factories.seat(network, factories.ExpertFactory(), NetworkRole.LEAD)
    change_role(viewer_of(factories.administrator()), lead, NetworkRole.CONTRIBUTOR)
    assert kinds("network.lead_gone") == 1
    change_role(viewer_of(factories.administrator()), lead, NetworkRole.MEMBER)
    assert kinds("network.lead_gone") == 1


def test_when_the_office_of_a_contact_point_runs_out_the_deputy_is_told() -> None:
    ncp = factories.ExpertFactory()
    factories.office(ncp, OfficeRole.NCP, ends_on=yesterday())
    deputy = factories.ExpertFactory(administration=ncp.administration)
    factories.office(deputy, OfficeRole.DEPUTY_NCP)
    end_what_is_over()
    relay.drain()
    assert [each.to for each in mail.outbox] == [[deputy.email]]


def test_an_account_that_runs_out_is_told_to_its_contact_point() -> None:
    ncp = factories.ExpertFactory()
    factories.office(ncp, OfficeRole.NCP)
    expired = factories.ExpertFactory(administration=ncp.administration, expired=True)
    end_what_is_over()
    relay.drain()
    assert [each.to for each in mail.outbox if expired.full_name in each.subject] == [[ncp.email]]
    assert not Expert.objects.get(pk=expired.pk).is_active


def test_those_who_manage_see_how_seats_ended_and_other_members_do_not(signed_in: object) -> None:
    network = factories.NetworkFactory(slug="risk")
    lead = factories.seat(network, factories.ExpertFactory(), NetworkRole.LEAD).expert
    removed = factories.seat(network, factories.ExpertFactory())
    member = factories.seat(network, factories.ExpertFactory()).expert
    leaving = factories.seat(network, factories.ExpertFactory())
    remove_member(viewer_of(lead), removed, "Never came")
    leave_network(viewer_of(leaving.expert), leaving)
    page = signed_in(lead).get("/networks/risk/members/").content.decode()
    for words in ("Former members", "Never came", "Removed", "Left the network", removed.expert.full_name):
        assert words in page
    page = signed_in(member).get("/networks/risk/members/").content.decode()
    assert "Never came" not in page
    assert removed.expert.full_name not in page


def test_a_stopped_account_is_shown_to_those_who_manage(signed_in: object) -> None:
    network = factories.NetworkFactory(slug="risk")
    lead = factories.seat(network, factories.ExpertFactory(), NetworkRole.LEAD).expert
    member = factories.seat(network, factories.ExpertFactory()).expert
    factories.seat(network, factories.ExpertFactory(suspended=True))
    assert "Account suspended" in signed_in(lead).get("/networks/risk/members/").content.decode()
    assert "Account suspended" not in signed_in(member).get("/networks/risk/members/").content.decode()
