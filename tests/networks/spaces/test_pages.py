"""The pages of networks: what members, outsiders and visitors find."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.access.viewer import viewer_of
from networks.spaces.enums import MembershipState
from networks.spaces.models import Membership, Network
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Network:
    return factories.NetworkFactory(
        on_request=True,
        slug="risk",
        name="Risk management",
        mandate="CANARY mandate",
        house_rules="CANARY rules",
    )


def text(response: object) -> str:
    return response.content.decode()


def test_everybody_reads_name_and_introduction_and_nothing_else(
    signed_in: object, network: Network, lead: object
) -> None:
    for browser in (signed_in(), signed_in(factories.ExpertFactory())):
        for address in ("/networks/", "/networks/risk/"):
            page = text(browser.get(address))
            assert network.introduction in page
            assert "CANARY" not in page
            assert lead.family_name not in page.replace(lead.full_name + "</b>", "")


def test_members_find_the_mandate_the_rules_and_each_other(
    signed_in: object, network: Network, lead: object
) -> None:
    page = text(signed_in(lead).get("/networks/risk/"))
    assert "CANARY mandate" in page
    assert "CANARY rules" in page
    assert lead.full_name in page


@pytest.mark.parametrize("path", ["members/", "members/invite/"])
def test_the_people_of_a_network_are_for_its_members(signed_in: object, network: Network, path: str) -> None:
    for browser in (signed_in(), signed_in(factories.ExpertFactory())):
        assert browser.get(f"/networks/risk/{path}").status_code == 404


def test_a_member_who_may_not_is_told_so(signed_in: object, network: Network, lead: object) -> None:
    member = factories.ExpertFactory()
    factories.seat(network, member)
    browser = signed_in(member)
    for path in ("edit/", "members/invite/", f"members/{lead.handle}/"):
        assert browser.get(f"/networks/risk/{path}").status_code == 403


def test_asking_to_join_and_being_accepted(signed_in: object, network: Network, lead: object) -> None:
    asking = factories.ExpertFactory()
    browser = signed_in(asking)
    assert "Ask to join" in text(browser.get("/networks/risk/"))
    browser.post("/networks/risk/join/", {"message": "I run a laboratory."})
    answer = signed_in(lead)
    assert "I run a laboratory." in text(answer.get("/networks/risk/members/"))
    answer.post(f"/networks/risk/members/{asking.handle}/answer/", {"answer": "accept"})
    assert "CANARY mandate" in text(browser.get("/networks/risk/"))


def test_asking_to_join_twice_is_one_request_and_no_error(signed_in: object, network: Network) -> None:
    asking = factories.ExpertFactory()
    browser = signed_in(asking)
    for _time in range(2):
        answer = browser.post("/networks/risk/join/", {"message": "Please."}, follow=True)
    assert "message--error" not in text(answer)
    assert Membership.objects.filter(expert=asking).count() == 1


def test_a_lead_changes_a_role_gives_a_permission_and_removes(
    signed_in: object, network: Network, lead: object
) -> None:
    seat = factories.seat(network, factories.ExpertFactory())
    browser, address = signed_in(lead), f"/networks/risk/members/{seat.expert.handle}/"
    browser.post(address, {"role": "validator", "capacity": "manager"})
    browser.post(f"{address}permission/", {"codename": "moderate"})
    viewer = viewer_of(seat.expert)
    assert viewer.holds("validate", network)
    assert viewer.holds("moderate", network)
    assert "Remove posts" in text(browser.get(address))
    browser.post(f"{address}remove/", {"reason": ""})
    assert Membership.objects.get(pk=seat.pk).state == MembershipState.ACTIVE
    browser.post(f"{address}remove/", {"reason": "The post has changed.", "confirmed": "yes"})
    assert Membership.objects.get(pk=seat.pk).state == MembershipState.ENDED


def test_a_forged_role_in_the_form_gives_nothing(signed_in: object, network: Network, lead: object) -> None:
    seat = factories.seat(network, factories.ExpertFactory())
    signed_in(lead).post(
        f"/networks/risk/members/{seat.expert.handle}/", {"role": "steward", "capacity": "expert"}
    )
    assert not viewer_of(seat.expert).holds("steward", network)


def test_the_lead_edits_the_space(signed_in: object, network: Network, lead: object) -> None:
    sent = {"introduction": "New words.", "mandate": "m", "house_rules": "", "joining": "invitation"}
    signed_in(lead).post("/networks/risk/edit/", {**sent, "seats_per_administration": "3", "name": "Forged"})
    network.refresh_from_db()
    assert (network.introduction, network.name, network.seats_per_administration) == (
        "New words.",
        "Risk management",
        3,
    )


def test_a_network_is_opened_and_filled_by_a_platform_administrator(signed_in: object) -> None:
    browser = signed_in(factories.administrator())
    assert browser.get("/networks/administration/").status_code == 200
    sent = {"name": "Training", "slug": "training", "introduction": "x", "joining": "request"}
    answer = browser.post("/networks/administration/open/", {**sent, "seats_per_administration": "2"})
    assert answer["Location"] == "/networks/training/members/invite/"
    assert browser.get(answer["Location"]).status_code == 200
    assert browser.get("/networks/training/members/").status_code == 200


def test_an_office_is_given_on_the_page_of_a_person(signed_in: object) -> None:
    browser, expert = signed_in(factories.administrator()), factories.ExpertFactory()
    address = f"/networks/administration/people/{expert.handle}/"
    assert browser.get(address).status_code == 200
    browser.post(f"{address}do/", {"do": "give_office", "role": "ncp"})
    assert viewer_of(expert).holds("clear", expert.administration)
    browser.post(f"{address}do/", {"do": "suspend", "reason": "Left.", "confirmed": "yes"})
    expert.refresh_from_db()
    assert not expert.is_active


@pytest.mark.parametrize("path", ["", "open/", "invite/"])
def test_nobody_else_learns_that_there_is_an_administration(
    signed_in: object, path: str, lead: object
) -> None:
    for browser in (signed_in(), signed_in(lead)):
        assert browser.get(f"/networks/administration/{path}").status_code == 404


@pytest.mark.parametrize("address", ["/networks/", "/networks/risk/", "/networks/risk/members/"])
def test_the_queries_of_a_page_do_not_grow_with_its_people(
    signed_in: object, network: Network, lead: object, address: str
) -> None:
    browser = signed_in(lead)
    browser.get(address)  # the first page of a visit also notes the visit
    counts = []
    for more in (4, 20):
        for _number in range(more):
            factories.seat(network, factories.ExpertFactory())
            factories.seat(factories.NetworkFactory(), lead)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_a_platform_administrator_reaches_every_person_named_among_the_members(signed_in: object) -> None:
    network = factories.NetworkFactory()
    member = factories.seat(network, factories.ExpertFactory()).expert
    browser = signed_in(factories.administrator())
    page = browser.get(f"/networks/{network.slug}/members/").content.decode()
    assert f'href="/people/{member.handle}/"' not in page
    assert page.count(f'href="/networks/administration/people/{member.handle}/"') == 2
    account = browser.get(f"/networks/administration/people/{member.handle}/").content.decode()
    assert 'class="tabbar"' in account
    assert 'href="/networks/administration/"' in account


def test_an_account_that_is_no_expert_is_shown_only_what_it_can_do(signed_in: object) -> None:
    network = factories.NetworkFactory(on_request=True)
    administrator = factories.administrator()
    page = signed_in(administrator).get(f"/networks/{network.slug}/").content.decode()
    assert "Ask to join" not in page
    assert f'href="/people/{administrator.handle}/"' not in page
    assert 'href="/accounts/profile/"' in page
    assert (
        "Ask to join"
        in signed_in(factories.ExpertFactory()).get(f"/networks/{network.slug}/").content.decode()
    )
