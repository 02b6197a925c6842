"""Passkeys and apps in a real browser under the site's own policy; axe finds nothing on their pages."""

import os
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import CDPSession, Page, expect

from kb.pages.setup import make_site
from networks.people.models import Expert
from tests import factories
from tests.look.faults import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
SET_UP = "/accounts/second-factor/"
BACKEND = "networks.people.backends.SignInBackend"


def plug_in_a_key(page: Page) -> CDPSession:
    """A device of Chromium's own that holds passkeys and is touched at once."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return wire


def prove(page: Page) -> None:
    page.get_by_label("Password", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Continue").click()


def test_a_passkey_is_added_and_opens_as_a_second_step_and_alone(opened: Callable[..., Page]) -> None:
    make_site()
    expert = factories.ExpertFactory()
    page = opened()
    plug_in_a_key(page)
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(expert.email)
    page.get_by_label("Password", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_label("Your menu")).to_be_visible()

    page.goto(f"{SET_UP}passkeys/new/")
    prove(page)
    page.get_by_label("Name").fill("Blue key")
    page.get_by_label("Use it to sign in without a password").check()
    page.get_by_role("button", name="Add passkey").click()
    expect(page.get_by_role("heading", level=1, name="Recovery codes")).to_be_visible()
    assert Authenticator.objects.get(user=expert, type="webauthn").wrap().name == "Blue key"

    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(expert.email)
    page.get_by_label("Password", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Second factor")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_label("Your menu")).to_be_visible()

    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/?next=/accounts/profile/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1, name="Your profile")).to_be_visible()

    Expert.objects.filter(pk=expert.pk).update(is_active=False)
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("not correct")).to_be_visible()


def test_a_passkey_that_was_not_kept_for_it_does_not_open_alone(opened: Callable[..., Page]) -> None:
    """The device could: it keeps the passkey and asks for a finger. Its owner did not say so."""
    expert = factories.ExpertFactory()
    page = opened(expert)
    plug_in_a_key(page)
    page.goto(f"{SET_UP}passkeys/new/")
    prove(page)
    page.get_by_label("Name").fill("Blue key")
    page.get_by_role("button", name="Add passkey").click()
    expect(page.get_by_role("heading", level=1, name="Recovery codes")).to_be_visible()
    assert Authenticator.objects.get(user=expert, type="webauthn").wrap().is_passwordless is False
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("main")).not_to_be_empty()
    expect(page.get_by_label("Your menu")).to_be_hidden()


@pytest.mark.slow
def test_axe_finds_nothing_on_the_pages_of_second_factors(opened: Callable[..., Page]) -> None:
    expert = factories.seat(factories.NetworkFactory(), factories.ExpertFactory(), "lead").expert
    Authenticator.objects.all().delete()
    page = opened(expert)
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if "Policy" in line.text else None)
    page.goto("/workspace/")
    faults = {"set-up": faults_of(page)}
    page.goto(f"{SET_UP}app/")
    faults["again"] = faults_of(page)
    prove(page)
    faults["app"] = faults_of(page)
    factories.second_factor(expert)
    Authenticator(user=expert, type="recovery_codes").wrap().activate(expert)
    for address in ("", "app/remove/", "passkeys/new/", "recovery-codes/", "recovery-codes/new/"):
        page.goto(f"{SET_UP}{address}")
        faults[address] = faults_of(page)
    assert {place: found for place, found in faults.items() if found} == {}
    assert complaints == []
