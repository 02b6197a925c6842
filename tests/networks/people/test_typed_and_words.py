"""Signing in speaks in our words, and an error keeps the address that was typed."""

import re
from typing import Any

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.test import Client, override_settings

from networks.people.allauth_words import PASSWORDS_DIFFER, WRONG_SIGN_IN
from tests import factories

pytestmark = pytest.mark.django_db
TYPED = "ada.lovelace@customs.example"
# What allauth and Django say of themselves.
THEIRS = ("Email address", "Email", "(again)", "specified", "Remember Me", "username", "Username")


def post(browser: Client, **more: str) -> Any:
    return browser.post("/accounts/login/", {"login": TYPED, "password": "wrong one entirely", **more})


def is_kept(page: str) -> bool:
    return f'value="{TYPED}"' in page


def test_a_wrong_password_keeps_the_address_the_choice_and_the_way_back() -> None:
    page = post(Client(), remember="on", next="/kb/practices/?q=a&page=2").content.decode()
    assert is_kept(page) and str(WRONG_SIGN_IN) in page
    assert re.search(r'id="id_remember" checked', page)
    assert 'name="next" value="/kb/practices/?q=a&amp;page=2"' in page
    assert "wrong one entirely" not in page


@pytest.mark.parametrize(
    "typed",
    [
        {"password": ""},
        {"login": "not an address", "password": "x"},
        {"login": '"><script>', "password": "x"},
    ],
)
def test_a_form_that_is_not_filled_in_says_so_and_keeps_what_was(typed: dict[str, str]) -> None:
    answer = post(Client(), **typed)
    page = answer.content.decode()
    assert answer.status_code == 200 and 'class="field-error" role="alert"' in page
    assert '<script>"' not in page and '"><script>' not in page
    assert is_kept(page) or "login" in typed


def test_a_locked_address_is_kept_on_a_page_with_the_form() -> None:
    browser = Client()
    answers = [post(browser, next="/networks/") for _number in range(11)]
    page = answers[-1].content.decode()
    assert answers[-1].status_code in (403, 429) and "Too many attempts" in page
    assert is_kept(page) and 'name="next" value="/networks/"' in page


def test_a_reset_that_is_refused_keeps_the_address() -> None:
    page = Client().post("/accounts/password/reset/", {"email": "ada at customs"}).content.decode()
    assert 'value="ada at customs"' in page


def test_passwords_that_differ_are_told_in_our_words(signed_in: Any) -> None:
    expert = factories.ExpertFactory()
    form = {
        "oldpassword": factories.PASSWORD,
        "password1": "seven green lorries wait",
        "password2": "seven green lorries went",
    }
    page = signed_in(expert).post("/accounts/password/change/", form).content.decode()
    assert str(PASSWORDS_DIFFER) in page and "same password each time" not in page


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/", "/no/such/page/"])
def test_no_words_of_the_library_stand_on_the_pages_of_a_visitor(address: str) -> None:
    text = re.sub(r"<(script|style).*?</\1>", "", Client().get(address).content.decode(), flags=re.DOTALL)
    assert "placeholder=" not in re.sub(r'<input[^>]*type="search"[^>]*>', "", text)
    assert [each for each in THEIRS if re.search(rf">[^<]*{re.escape(each)}[^<]*<", text)] == []


def test_signing_in_and_out_is_told_in_our_words() -> None:
    expert, browser = factories.ExpertFactory(), Client()
    form = {"login": expert.email, "password": factories.PASSWORD}
    page = browser.post("/accounts/login/", form, follow=True).content.decode()
    assert f"Signed in as {expert.full_name}." in page
    assert "You are signed out." in browser.post("/accounts/logout/", follow=True).content.decode()


def test_every_sentence_of_the_library_that_can_be_met_is_our_own() -> None:
    from allauth.account.adapter import get_adapter

    # No sign-up, no user names, no telephones, no second address: nobody meets these.
    never = re.compile("phone|taken|blacklisted|duplicate|primary|max_email|select_only_one")
    theirs = DefaultAccountAdapter.error_messages
    same = [name for name, said in get_adapter().error_messages.items() if said is theirs.get(name)]
    assert [name for name in same if not never.search(name)] == []


@override_settings(OIDC_SERVER_URL="https://login.example")
def test_the_way_over_eu_login_leads_back_to_where_somebody_was_going() -> None:
    page = Client().get("/accounts/login/?next=/networks/").content.decode()
    assert "?next=%2Fnetworks%2F" in page


def test_the_address_typed_is_kept_in_the_window_for_a_new_password_too() -> None:
    for address in ("/accounts/login/", "/accounts/password/reset/"):
        assert "data-keep-email" in Client().get(address).content.decode()
