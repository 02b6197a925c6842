"""Signing in with a passkey and nothing else: only with one its owner kept for that, and with a finger, a face or a PIN."""

import pytest
from django.contrib.auth import get_user
from django.test import Client

from networks.people.models import Expert
from tests import factories
from tests.networks.people.security_key import FLAG, SecurityKey
from tests.networks.people.test_second_factor import SET_UP, sign_in

pytestmark = pytest.mark.django_db

ALONE = f"{SET_UP}passkeys/sign-in/"
VERIFIED = FLAG.UP | FLAG.UV


@pytest.fixture
def lead() -> Expert:
    return factories.seat(factories.NetworkFactory(), factories.ExpertFactory(), "lead").expert


def challenge_of(browser: Client) -> str:
    """What the door itself asks a key to sign."""
    asked = browser.get(ALONE, HTTP_X_REQUESTED_WITH="XMLHttpRequest").json()
    return str(asked["request_options"]["publicKey"]["challenge"])


def test_a_key_kept_for_it_signs_in_with_a_finger_and_not_without(lead: Expert, client: Client) -> None:
    key = SecurityKey(lead, alone=True)
    client.post(ALONE, {"credential": key.answer(challenge_of(client))})
    assert not get_user(client).is_authenticated
    client.post(ALONE, {"credential": key.answer(challenge_of(client), VERIFIED)})
    assert get_user(client) == lead


def test_a_key_kept_as_second_factor_only_does_not_sign_in_alone(lead: Expert, client: Client) -> None:
    key = SecurityKey(lead)
    client.post(ALONE, {"credential": key.answer(challenge_of(client), VERIFIED)})
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize("alone", [True, False])
def test_a_stolen_key_opens_nothing_by_the_challenge_of_the_second_step(lead: Expert, alone: bool) -> None:
    stolen = SecurityKey(lead, alone=alone)
    thief_account = factories.ExpertFactory()
    factories.second_factor(thief_account)
    SecurityKey(thief_account)
    thief, answer = sign_in(thief_account.email)
    assert answer["Location"] == f"{SET_UP}code/"
    thief.get(f"{SET_UP}code/")
    # A quarter of an hour later the half-finished sign-in is over (allauth's LOGIN_TIMEOUT); the challenge is not.
    session = thief.session
    session["account_login"]["initiated_at"] -= 901
    session.save()
    thief.post(ALONE, {"credential": stolen.answer(session["mfa.webauthn.state"]["challenge"])})
    assert not get_user(thief).is_authenticated


def test_a_whole_administration_behind_one_address_signs_in() -> None:
    for _number in range(12):
        key, browser = SecurityKey(factories.ExpertFactory(), alone=True), Client()
        browser.post(ALONE, {"credential": key.answer(challenge_of(browser), VERIFIED)})
        assert get_user(browser) == key.owner
