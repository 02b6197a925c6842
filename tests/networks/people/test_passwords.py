"""Which passwords are taken, and that the forms say so beforehand."""

import html
import unicodedata

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from networks.people.actions.invite_person import open_invitation
from networks.people.links import fresh_link
from networks.people.models import Expert
from networks.people.passwords import ADVICE
from tests import factories

pytestmark = pytest.mark.django_db
GOOD = "six stones on the line"


@pytest.mark.parametrize(
    "refused",
    [
        "eleven char",
        "123456789012",
        "abcdefghijklmnop",
        "aaaaaaaaaaaaab",
        "abcd1abcd1abcd1",
        "password123456",
        "Limes-2026-2026",
        "customs!customs!1",
        "Papadopoulou-77",
        "eleni.papadopoulou",
        "basketball1",
    ],
)
def test_a_password_that_is_short_known_a_row_or_about_its_owner_is_refused(refused: str) -> None:
    expert = factories.ExpertFactory(
        email="eleni.papadopoulou@customs.example", given_name="Eleni", family_name="Papadopoulou"
    )
    with pytest.raises(ValidationError):
        validate_password(refused, expert)


@pytest.mark.parametrize(
    "taken",
    [GOOD, "Zollamt, Brot und drei Kähne", "x" * 3 + "QwZ7!kfL92" + "nbv" * 2, "ключ от старого шлюза"],
)
def test_words_in_a_row_and_random_characters_are_taken_without_rules_of_composition(taken: str) -> None:
    validate_password(taken, factories.ExpertFactory())


def test_every_form_with_a_new_password_says_beforehand_what_is_asked(signed_in: object) -> None:
    expert = factories.ExpertFactory()
    link = fresh_link(open_invitation(factories.ExpertFactory(invited=True), None)).partition("8000")[2]
    for browser, address in ((signed_in(expert), "/accounts/password/change/"), (signed_in(), link)):
        assert html.escape(str(ADVICE)) in browser.get(address).content.decode()


def test_a_refused_password_changes_nothing_and_the_reason_stands_at_the_field(signed_in: object) -> None:
    expert = factories.ExpertFactory()
    fields = {"oldpassword": factories.PASSWORD, "password1": "password123456", "password2": "password123456"}
    answer = signed_in(expert).post("/accounts/password/change/", fields)
    assert "easy to guess" in answer.content.decode()
    expert.refresh_from_db()
    assert expert.check_password(factories.PASSWORD)


def test_whoever_came_in_by_eu_login_without_a_password_may_choose_one(signed_in: object) -> None:
    expert = factories.ExpertFactory()
    expert.set_unusable_password()
    expert.save()
    browser = signed_in(expert)
    answer = browser.get("/accounts/password/change/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/password/set/")
    browser.post("/accounts/password/set/", {"password1": GOOD, "password2": GOOD})
    expert.refresh_from_db()
    assert expert.check_password(GOOD)


COMPOSED, APART = "Zażółć gęślą jaźń", unicodedata.normalize("NFD", "Zażółć gęślą jaźń")


def set_before_passwords_were_normalised(password: str) -> Expert:
    """An account whose hash was made of the letters as they were typed."""
    expert = factories.ExpertFactory()
    Expert.objects.filter(pk=expert.pk).update(password=make_password(password))
    return Expert.objects.get(pk=expert.pk)


def sign_in(expert: Expert, password: str) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": expert.email, "password": password})
    return browser


@pytest.mark.parametrize("chosen", [COMPOSED, APART, "ﬁve stones on the line ①"])
def test_a_password_counts_whichever_form_the_keyboard_sends(chosen: str) -> None:
    expert = factories.ExpertFactory()
    expert.set_password(chosen)
    expert.save()
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert "_auth_user_id" in sign_in(expert, unicodedata.normalize(form, chosen)).session
    assert "_auth_user_id" not in sign_in(expert, chosen + "x").session


def test_one_set_before_is_taken_as_typed_once_and_then_in_every_form() -> None:
    expert = set_before_passwords_were_normalised(APART)
    assert "_auth_user_id" not in sign_in(expert, COMPOSED).session
    browser = sign_in(expert, APART)
    assert browser.get("/accounts/profile/").status_code == 200
    assert "_auth_user_id" in sign_in(expert, COMPOSED).session


def test_typed_again_on_the_way_it_is_kept_anew_and_the_session_goes_on(signed_in: object) -> None:
    expert = set_before_passwords_were_normalised(APART)
    EmailAddress.objects.create(user=expert, email=expert.email, verified=True, primary=True)
    browser = signed_in(expert)
    answer = browser.post("/accounts/reauthenticate/?next=/accounts/profile/", {"password": APART})
    assert answer.status_code == 302
    assert browser.get("/accounts/profile/").status_code == 200
    assert Expert.objects.get(pk=expert.pk).check_password(COMPOSED)


def test_in_changing_it_the_old_one_counts_as_typed_and_a_refusal_ends_no_session(signed_in: object) -> None:
    expert = set_before_passwords_were_normalised(APART)
    browser = signed_in(expert)
    fields = {"oldpassword": APART, "password1": "password123456", "password2": "password123456"}
    assert browser.post("/accounts/password/change/", fields).status_code == 200
    assert browser.get("/accounts/profile/").status_code == 200
    browser.post("/accounts/password/change/", fields | {"password1": GOOD, "password2": GOOD})
    assert Expert.objects.get(pk=expert.pk).check_password(GOOD)


def test_it_is_judged_in_the_form_in_which_it_is_kept() -> None:
    short = unicodedata.normalize("NFD", "ąęćńóż")
    assert len(short) == 12
    with pytest.raises(ValidationError):
        get_adapter().clean_password(short, factories.ExpertFactory())
