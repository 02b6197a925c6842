"""Which passwords are taken, and that the forms say so beforehand."""

import html

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from networks.people.actions.invite_person import open_invitation
from networks.people.links import fresh_link
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
