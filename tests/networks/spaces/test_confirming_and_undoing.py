"""Before something is taken away a page asks; what happened is said; a removed member can be given everything back."""

import re

import pytest
from django.core import mail
from django.test import Client

from networks.access.epoch import current_epoch
from networks.access.models import ExtraPermission
from networks.access.viewer import viewer_of
from networks.events import relay
from networks.events.models import Event
from networks.people.models import Expert
from networks.spaces.enums import MembershipState, NetworkRole, OfficeRole
from networks.spaces.models import Membership, Network
from tests import factories

pytestmark = pytest.mark.django_db
YES = {"confirmed": "yes"}


@pytest.fixture
def network() -> Network:
    return factories.NetworkFactory(slug="risk", name="Risk management")


@pytest.fixture
def lead(network: Network) -> Expert:
    return factories.seat(network, factories.ExpertFactory(), NetworkRole.LEAD).expert


@pytest.fixture
def anna(network: Network) -> Expert:
    person = factories.ExpertFactory(given_name="Anna", family_name="Nowak")
    factories.extra(factories.seat(network, person, NetworkRole.VALIDATOR), "moderate")
    return person


def text(answer: object) -> str:
    return answer.content.decode()


def at(person: Expert, *tail: str) -> str:
    return "/".join(["/networks/risk/members", person.handle, *tail, ""])


def test_removing_a_member_asks_first_and_says_what_happened(
    signed_in: object, network: Network, lead: Expert, anna: Expert
) -> None:
    browser = signed_in(lead)
    asked = text(browser.post(at(anna, "remove"), {"reason": "Another task."}))
    assert "Remove Anna Nowak from Risk management?" in asked and "Another task." in asked
    assert "immediately lose access" in asked
    assert viewer_of(anna).holds("discuss", network)
    answer = browser.post(at(anna, "remove"), {"reason": "Another task."} | YES, follow=True)
    assert "Removed Anna Nowak from Risk management." in text(answer)
    assert f'action="{at(anna, "restore")}"' in text(answer)
    assert not viewer_of(anna).holds("discuss", network)


def test_removing_without_a_reason_puts_the_error_at_the_field(
    signed_in: object, lead: Expert, anna: Expert
) -> None:
    answer = signed_in(lead).post(at(anna, "remove"), {"reason": " "} | YES)
    assert answer.status_code == 422
    assert re.search(r'<a href="#id_reason">Reason: Give a reason', text(answer))


def test_a_removed_member_gets_the_same_role_and_permissions_back_once(
    signed_in: object, network: Network, lead: Expert, anna: Expert
) -> None:
    browser = signed_in(lead)
    browser.post(at(anna, "remove"), {"reason": "A mistake."} | YES)
    assert "Former members" in text(browser.get("/networks/risk/members/"))
    before, epoch = Event.objects.count(), current_epoch()
    for _time in range(2):
        browser.post(at(anna, "restore"))
    viewer = viewer_of(anna)
    assert viewer.holds("validate", network) and viewer.holds("moderate", network)
    held = Membership.objects.get(expert=anna)
    assert (held.role, held.state, held.ended_at) == (NetworkRole.VALIDATOR, MembershipState.ACTIVE, None)
    assert ExtraPermission.objects.filter(membership=held).count() == 1
    assert Event.objects.filter(kind="seat.restored").count() == 1 == Event.objects.count() - before
    assert current_epoch() == epoch
    page = text(browser.get("/networks/risk/members/"))
    assert at(anna, "restore") not in page


def test_both_are_told_of_a_removal_and_of_its_undoing(signed_in: object, lead: Expert, anna: Expert) -> None:
    browser = signed_in(lead)
    browser.post(at(anna, "remove"), {"reason": "A mistake."} | YES)
    relay.drain()
    answer = browser.post(at(anna, "restore"), follow=True)
    relay.drain()
    assert "Restored the membership of Anna Nowak in Risk management." in text(answer)
    told = " ".join(each.subject + each.body for each in mail.outbox if each.to == [anna.email])
    assert "You are no longer a member of Risk management. A mistake." in told
    assert "restored your membership of Risk management" in told


def test_whoever_left_or_was_never_there_is_not_restored(
    signed_in: object, network: Network, lead: Expert, anna: Expert
) -> None:
    signed_in(anna).post("/networks/risk/seat/", {"answer": "leave"} | YES)
    browser = signed_in(lead)
    assert at(anna, "restore") not in text(browser.get("/networks/risk/members/"))
    answer = browser.post(at(anna, "restore"), follow=True)
    assert "cannot be restored" in text(answer)
    assert not viewer_of(anna).holds("discuss", network)
    assert browser.post(at(factories.ExpertFactory(), "restore")).status_code == 404


def test_only_those_who_manage_restore(
    signed_in: object, network: Network, lead: Expert, anna: Expert
) -> None:
    signed_in(lead).post(at(anna, "remove"), {"reason": "A mistake."} | YES)
    other = factories.seat(network, factories.ExpertFactory()).expert
    assert signed_in(other).post(at(anna, "restore")).status_code == 404
    assert signed_in(anna).post(at(anna, "restore")).status_code == 404
    assert Client().post(at(anna, "restore")).status_code == 404


def test_a_full_network_takes_nobody_back(
    signed_in: object, network: Network, lead: Expert, anna: Expert
) -> None:
    network.seats_per_administration = 1
    network.save()
    browser = signed_in(lead)
    browser.post(at(anna, "remove"), {"reason": "A mistake."} | YES)
    factories.seat(network, factories.ExpertFactory(administration=anna.administration))
    browser.post(at(anna, "restore"))
    assert not viewer_of(anna).holds("discuss", network)


def test_a_role_that_takes_permissions_away_is_asked_first(
    signed_in: object, network: Network, lead: Expert, anna: Expert
) -> None:
    browser = signed_in(lead)
    less = {"role": "member", "capacity": "expert"}
    asked = text(browser.post(at(anna), less))
    assert "Change the role of Anna Nowak to Member?" in asked
    assert "Validate records of other Member States" in asked
    assert viewer_of(anna).holds("validate", network)
    assert "Anna Nowak is now: Member." in text(browser.post(at(anna), less | YES, follow=True))
    assert not viewer_of(anna).holds("validate", network)


def test_a_permission_is_removed_after_asking(
    signed_in: object, network: Network, lead: Expert, anna: Expert
) -> None:
    browser = signed_in(lead)
    browser.post(at(anna, "permission"), {"take": "moderate"})
    assert viewer_of(anna).holds("moderate", network)
    answer = browser.post(at(anna, "permission"), {"take": "moderate"} | YES, follow=True)
    assert "Removed the permission of Anna Nowak: Remove posts and close discussions." in text(answer)
    assert not viewer_of(anna).holds("moderate", network)


def test_a_network_is_closed_after_asking(signed_in: object, network: Network, anna: Expert) -> None:
    browser = signed_in(factories.administrator())
    asked = text(browser.post("/networks/administration/close/risk/"))
    assert "Close Risk management?" in asked and "1 membership ends now." in asked
    assert viewer_of(anna).holds("discuss", network)
    answer = browser.post("/networks/administration/close/risk/", YES, follow=True)
    assert "Closed the network Risk management." in text(answer)
    assert not viewer_of(anna).holds("discuss", network)


def test_an_office_ends_after_asking(signed_in: object, anna: Expert) -> None:
    factories.office(anna, OfficeRole.NCP)
    browser = signed_in(factories.administrator())
    address, sent = f"/networks/administration/people/{anna.handle}/do/", {"do": "end_office", "role": "ncp"}
    assert "End the appointment of Anna Nowak?" in text(browser.post(address, sent))
    assert viewer_of(anna).holds("clear", anna.administration)
    assert "Anna Nowak is no longer National contact point." in text(
        browser.post(address, sent | YES, follow=True)
    )
    assert not viewer_of(anna).holds("clear", anna.administration)
