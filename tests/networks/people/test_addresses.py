"""One mailbox is one account, whichever spelling of its domain a browser or a person sends."""

import pytest
from django.core import mail
from django.test import Client

from networks.access.viewer import viewer_of
from networks.events import relay
from networks.people.actions.invite_person import Newcomer, invite_person
from networks.people.addresses import canonical, readable
from networks.people.attempts import attempted_address
from networks.people.models import Expert, Invitation
from tests import factories

pytestmark = pytest.mark.django_db
KEPT = "anna@xn--bcher-kva.example"
SPELLINGS = [
    "anna@bücher.example",
    "Anna@BÜCHER.example",
    "anna@bu\u0308cher.example",
    KEPT,
    "anna@XN--Bcher-KVA.example",
]


@pytest.mark.parametrize("typed", SPELLINGS)
def test_every_spelling_of_a_domain_is_the_same_address(typed: str) -> None:
    assert canonical(typed) == KEPT
    assert attempted_address(None, {"email": typed}) == KEPT
    assert readable(KEPT) == "anna@bücher.example"


@pytest.mark.parametrize("typed", ["", "nobody", "a@b@c.example", "x@-ü-.example", "x@xn--.example"])
def test_what_is_no_address_passes_without_an_error(typed: str) -> None:
    assert canonical(canonical(typed)) == canonical(typed)
    readable(typed)


@pytest.mark.parametrize("typed", SPELLINGS)
@pytest.mark.parametrize("kept", SPELLINGS[:1] + SPELLINGS[3:4])
def test_signing_in_and_asking_for_a_new_password_take_each(kept: str, typed: str) -> None:
    expert = factories.ExpertFactory(email=kept)
    browser = Client()
    browser.post("/accounts/login/", {"login": typed, "password": factories.PASSWORD})
    assert browser.session.get("_auth_user_id") == str(expert.pk)
    Client().post("/accounts/password/reset/", {"email": typed})
    relay.drain()
    assert [each.to for each in mail.outbox] == [[KEPT]]


def test_an_invitation_to_another_spelling_makes_no_second_account() -> None:
    ncp = factories.office(factories.ExpertFactory(), "ncp").expert
    for typed in SPELLINGS:
        invite_person(viewer_of(ncp), Newcomer(typed, "Anna", "Nowak", ncp.administration))
    assert Expert.objects.get(given_name="Anna").email == KEPT
    assert Invitation.objects.filter(expert__email=SPELLINGS[0]).exists()
