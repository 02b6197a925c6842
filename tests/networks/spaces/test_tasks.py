"""Invitations and requests to join are tasks of those who answer them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from networks.access.viewer import Viewer, viewer_of
from networks.people.models import Expert
from networks.spaces.actions.answer_seat import accept_seat, decline_seat
from networks.spaces.actions.edit_space import close_network
from networks.spaces.actions.offer_seat import invite_to_network
from networks.spaces.actions.request_to_join import answer_request, request_to_join
from networks.spaces.models import Membership, Network
from networks.tasks.queries import calendar_of, task_count, tasks_for
from tests.factories import ExpertFactory, NetworkFactory, administrator, seat
from tests.networks.calendar.asking import lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Network:
    return NetworkFactory(name="Risk management", joining="request")


@pytest.fixture
def lead(network: Network) -> Expert:
    expert = ExpertFactory(given_name="Anna", family_name="Nowak")
    seat(network, expert, "lead")
    return expert


@pytest.fixture
def somebody() -> Expert:
    return ExpertFactory()


def fresh(expert: Expert) -> Viewer:
    return viewer_of(Expert.objects.get(pk=expert.pk))


def invite(network: Network, lead: Expert, expert: Expert) -> Membership:
    return invite_to_network(fresh(lead), network, expert, message="We need your risk profiles.")


def test_an_invitation_says_who_invites_until_when_and_leads_to_the_answer(
    network: Network, lead: Expert, somebody: Expert
) -> None:
    offer = invite(network, lead, somebody)
    [task] = tasks_for(fresh(somebody))
    assert (task.kind, task.title, task.who) == ("Invitation", "Risk management", "Anna Nowak")
    assert (task.due, task.note) == (offer.open_until, "We need your risk profiles.")
    assert task.action and task.action.url == network.get_absolute_url()
    assert task_count(fresh(somebody)) == 1
    assert tasks_for(fresh(lead)) == tasks_for(fresh(ExpertFactory())) == []


@pytest.mark.parametrize("answer", [accept_seat, decline_seat])
def test_the_answer_ends_the_task(network: Network, lead: Expert, somebody: Expert, answer: object) -> None:
    answer(fresh(somebody), invite(network, lead, somebody))
    assert tasks_for(fresh(somebody)) == []


def test_an_invitation_to_a_network_that_was_closed_is_no_task(
    network: Network, lead: Expert, somebody: Expert
) -> None:
    invite(network, lead, somebody)
    close_network(viewer_of(administrator()), network)
    assert tasks_for(fresh(somebody)) == []


def test_a_request_to_join_is_a_task_of_those_who_invite_there(
    network: Network, lead: Expert, somebody: Expert
) -> None:
    member = ExpertFactory()
    seat(network, member)
    other_lead = ExpertFactory()
    seat(NetworkFactory(), other_lead, "lead")
    request = request_to_join(fresh(somebody), network, "I read X-ray images.")
    [task] = tasks_for(fresh(lead))
    assert (task.kind, task.title, task.who) == ("Request to join", "Risk management", somebody.full_name)
    assert task.note == "I read X-ray images." and not task.overdue
    for expert in (member, other_lead, somebody):
        assert tasks_for(fresh(expert)) == []
    Membership.objects.filter(pk=request.pk).update(created_at=timezone.now() - timedelta(days=20))
    assert tasks_for(fresh(lead))[0].overdue
    answer_request(fresh(lead), request, accept=False, reason="We are full.")
    assert tasks_for(fresh(lead)) == []


def test_a_calendar_says_neither_who_asked_nor_in_which_words(
    network: Network, lead: Expert, somebody: Expert
) -> None:
    request_to_join(fresh(somebody), network, "I read X-ray images.")
    assert [each.kind for each in calendar_of(fresh(lead))] == ["Request to join"]
    told = " ".join(lines(lead))
    assert "Request to join: Risk management" in told
    assert somebody.full_name not in told and "X-ray" not in told
