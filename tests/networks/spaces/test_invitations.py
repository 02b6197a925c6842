"""Invitations to a seat: what a lead sees of them tells nothing of who has an account; how they end."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from networks.access.viewer import viewer_of
from networks.people.actions.change_administration import change_administration
from networks.people.models import Administration
from networks.spaces.actions.end_what_is_over import end_what_is_over
from networks.spaces.actions.offer_seat import invite_to_network
from networks.spaces.enums import MembershipState
from networks.spaces.models import Membership, Network
from tests import factories

pytestmark = pytest.mark.django_db
ANYBODY = ["unknown", "known", "suspended", "expired", "guest", "administrator"]
TAKE_BACK = "/networks/risk/members/invite/take-back/"


@pytest.fixture
def network() -> Network:
    return factories.NetworkFactory(slug="risk", name="Risk management")


def text(response: object) -> str:
    return response.content.decode()


def no_tokens(page: object) -> str:
    """The page without what differs from one request to the next."""
    words = page if isinstance(page, str) else text(page)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", words)


def test_an_invitation_by_address_shows_the_address_and_no_name(
    signed_in: object, network: Network, lead: object
) -> None:
    known = factories.ExpertFactory(given_name="Hidden", family_name="Person")
    browser = signed_in(lead)
    sent = {"email": known.email, "given_name": "X", "family_name": "Y", "role": "member"}
    browser.post("/networks/risk/members/invite/", {**sent, "administration": known.administration.code})
    page = text(browser.get("/networks/risk/members/"))
    assert known.email in page
    assert "Hidden" not in page


def invite(browser: object, address: str) -> object:
    """The lead types an address, a name and an administration."""
    home = Administration.objects.first()
    sent = {"email": address, "given_name": "X", "family_name": "Y", "role": "member"}
    return browser.post("/networks/risk/members/invite/", {**sent, "administration": home.code}, follow=True)


def whoever_is_invited(network: Network, kind: str) -> str:
    """The address of somebody of this kind; all addresses are equally long."""
    address = f"{kind:_>12}@customs.example"
    if kind == "unknown":
        return address
    if kind == "administrator":
        factories.administrator(email=address)
        return address
    traits = {
        "suspended": {"suspended": True},
        "expired": {"expired": True},
        "guest": {"third_country": True},
    }
    person = factories.ExpertFactory(email=address, **traits.get(kind, {}))
    if kind == "guest":
        factories.seat(factories.NetworkFactory(), person)
    return address


@pytest.mark.parametrize("kind", ["known", "suspended", "expired", "guest", "administrator"])
def test_a_lead_sees_no_difference_between_an_address_with_an_account_and_one_without(
    signed_in: object, network: Network, lead: object, kind: str
) -> None:
    pages = {}
    browser = signed_in(lead)
    for each in ("unknown", kind):
        address = whoever_is_invited(network, each)
        answer = invite(browser, address)
        waiting = text(browser.get("/networks/risk/members/")).partition("Requests and invitations")[2]
        assert address in waiting
        pages[each] = (
            answer.status_code,
            waiting.count("Invited, not answered yet."),
            address in text(answer),
        )
    assert pages[kind] == (*pages["unknown"][:1], 2, pages["unknown"][2])


@pytest.mark.parametrize("kind", ANYBODY)
def test_an_invitation_is_taken_back_and_leaves_nothing_whoever_it_was_for(
    signed_in: object, network: Network, lead: object, kind: str
) -> None:
    browser, address = signed_in(lead), whoever_is_invited(network, kind)
    before = text(browser.get("/networks/risk/members/"))
    invite(browser, address.upper())
    answer = browser.post(TAKE_BACK, {"offer": address, "confirmed": "yes"}, follow=True)
    assert f"Withdrew the invitation to {address}." in text(answer)
    assert no_tokens(browser.get("/networks/risk/members/")) == no_tokens(before)
    assert "no longer valid" in text(
        browser.post(TAKE_BACK, {"offer": address, "confirmed": "yes"}, follow=True)
    )


@pytest.mark.parametrize("kind", ANYBODY)
def test_an_invitation_that_nobody_answers_is_over_after_thirty_days_whoever_it_was_for(
    signed_in: object, network: Network, lead: object, kind: str
) -> None:
    browser, address = signed_in(lead), whoever_is_invited(network, kind)
    before = text(browser.get("/networks/risk/members/"))
    invite(browser, address)
    last_day = timezone.localdate() + timedelta(days=30)
    end_what_is_over(last_day)
    assert address in text(browser.get("/networks/risk/members/"))
    end_what_is_over(last_day + timedelta(days=1))
    assert no_tokens(browser.get("/networks/risk/members/")) == no_tokens(before)


def test_what_was_taken_back_can_no_longer_be_accepted_and_may_be_offered_again(
    signed_in: object, network: Network, lead: object
) -> None:
    known, browser = factories.ExpertFactory(), signed_in(lead)
    invite(browser, known.email)
    browser.post(TAKE_BACK, {"offer": known.email, "confirmed": "yes"})
    signed_in(known).post("/networks/risk/seat/", {"answer": "accept"})
    assert network.pk not in viewer_of(known).network_ids
    invite(browser, known.email)
    signed_in(known).post("/networks/risk/seat/", {"answer": "accept"})
    assert network.pk in viewer_of(known).network_ids


def test_only_those_who_invite_take_an_invitation_back(
    signed_in: object, network: Network, lead: object
) -> None:
    seat = invite_to_network(viewer_of(lead), network, factories.ExpertFactory())
    member = factories.seat(network, factories.ExpertFactory()).expert
    refused = {
        status: signed_in(expert)
        .post(TAKE_BACK, {"offer": seat.expert.handle, "confirmed": "yes"})
        .status_code
        for status, expert in ((403, member), (404, factories.ExpertFactory()))
    }
    assert refused == {403: 403, 404: 404}
    assert Membership.objects.get(pk=seat.pk).state == MembershipState.INVITED
    signed_in(lead).post(TAKE_BACK, {"offer": seat.expert.handle, "confirmed": "yes"})
    assert Membership.objects.get(pk=seat.pk).state == MembershipState.LAPSED


def test_somebody_who_moves_before_they_answer_is_not_named_to_whoever_typed_the_address(
    signed_in: object, network: Network, lead: object
) -> None:
    known, browser = factories.ExpertFactory(), signed_in(lead)
    invite(browser, known.email)
    change_administration(viewer_of(factories.administrator()), known, factories.AdministrationFactory())
    assert known.family_name not in text(browser.get("/networks/risk/members/"))


def test_inviting_whoever_sits_there_already_shows_no_second_row(
    signed_in: object, network: Network, lead: object
) -> None:
    member = factories.ExpertFactory()
    factories.seat(network, member)
    sent = {"email": member.email, "given_name": "X", "family_name": "Y", "role": "member"}
    signed_in(lead).post(
        "/networks/risk/members/invite/", {**sent, "administration": member.administration.code}
    )
    assert "not answered yet" not in text(signed_in(lead).get("/networks/risk/members/"))
