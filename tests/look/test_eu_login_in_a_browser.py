"""Who has nothing but EU Login proves who they are there, in a real browser under the site's own policy."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from config import eu_login
from kb.pages.setup import make_site
from networks.people.models import PersonalToken
from networks.people.today import today
from tests import factories
from tests.look.faults import faults_of
from tests.networks.people import identity_provider
from tests.networks.people.identity_provider import CLIENT, SECRET

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def test_a_token_is_made_after_proving_oneself_there(
    opened: Callable[..., Page], live_server: Any, settings: Any
) -> None:
    make_site()
    expert = factories.ExpertFactory()
    expert.set_unusable_password()
    expert.save()
    callback = f"{live_server.url}/accounts/oidc/eu-login/login/callback/"
    with identity_provider.running(callback) as provider:
        settings.OIDC_SERVER_URL = provider.address
        settings.SOCIALACCOUNT_PROVIDERS = eu_login.providers(provider.address, "EU Login", CLIENT, SECRET)
        provider.person = {"sub": "s", "email": expert.email, "email_verified": True}
        page = opened()
        page.goto("/accounts/oidc/eu-login/login/")
        expect(page.get_by_label("Your menu")).to_be_visible()
        page.goto("/accounts/tokens/")
        page.get_by_label("Name").fill("A program")
        page.locator("#id_expires_on").fill((today() + timedelta(days=30)).isoformat())
        page.locator("main form button").first.click()
        expect(page.get_by_role("heading", level=1, name="Confirm your identity")).to_be_visible()
        assert faults_of(page) == []
        page.get_by_role("link", name="Continue with EU Login").click()
        expect(page.get_by_role("heading", level=1, name="Confirm your identity")).to_be_hidden()
        expect(page.get_by_role("textbox", name="A program")).to_have_value(re.compile("^limes_"))
    assert PersonalToken.objects.get().expert == expert
