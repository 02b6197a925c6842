"""The way in, and what it tells a stranger."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.utils import timezone

from networks.access.viewer import viewer_of
from networks.events import relay
from networks.people.actions.suspend import restore, suspend
from networks.people.models import Expert
from networks.spaces.actions.end_what_is_over import end_what_is_over
from tests import factories

pytestmark = pytest.mark.django_db
FORTNIGHT = 14 * 24 * 60 * 60


def attempt(email: str, password: str, browser: Client | None = None, **fields: str) -> object:
    browser = browser or Client()
    return browser.post("/accounts/login/", {"login": email, "password": password, **fields})


def seen(response: object) -> str:
    """A page without what differs from one request to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce-[^"\' ]*', "", response.content.decode())


def is_signed_in(browser: Client) -> bool:
    return get_user(browser).is_authenticated


def test_an_expert_signs_in_with_the_address_in_any_case() -> None:
    expert, browser = factories.ExpertFactory(email="ada@customs.example"), Client()
    assert attempt("ADA@customs.example", factories.PASSWORD, browser).status_code == 302
    assert get_user(browser) == expert


@pytest.mark.parametrize("trait", ["suspended", "expired", "invited"])
def test_whoever_may_not_sign_in_reads_the_same_page_as_with_an_unknown_address(trait: str) -> None:
    expert = factories.ExpertFactory(email="ada@customs.example", **{trait: True})
    if trait != "invited":
        assert expert.check_password(factories.PASSWORD)
    refused = attempt("ada@customs.example", factories.PASSWORD)
    unknown = attempt("ida@customs.example", factories.PASSWORD)
    wrong = attempt(factories.ExpertFactory(email="eda@customs.example").email, "something else entirely")
    assert refused.status_code == unknown.status_code == wrong.status_code == 200
    # Everybody finds the address they typed in the field again, and nothing else differs.
    pages = [
        seen(each).replace(f'value="{name}@customs.example"', "")
        for each, name in ((refused, "ada"), (unknown, "ida"), (wrong, "eda"))
    ]
    assert pages[0] == pages[1] == pages[2]
    assert all("@customs.example" not in page for page in pages)


def test_the_device_stays_signed_in_for_fourteen_days_only_when_told_to() -> None:
    expert = factories.ExpertFactory()
    told, untold = Client(), Client()
    attempt(expert.email, factories.PASSWORD, told, remember="on")
    attempt(expert.email, factories.PASSWORD, untold)
    assert told.session.get_expiry_age() == FORTNIGHT
    assert not told.session.get_expire_at_browser_close()
    assert untold.session.get_expire_at_browser_close()


def test_an_open_session_of_a_suspended_person_counts_as_a_visitor_at_once(signed_in: object) -> None:
    expert = factories.ExpertFactory()
    browser = signed_in(expert)
    assert browser.get("/people/").status_code == 200
    suspend(viewer_of(factories.administrator()), expert, "Lost telephone.")
    assert browser.get("/people/").status_code == 404
    assert not is_signed_in(browser)


def test_a_session_from_before_an_account_was_stopped_does_not_come_back_when_it_is_restored() -> None:
    expert, browser = factories.ExpertFactory(), Client()
    attempt(expert.email, factories.PASSWORD, browser)
    assert browser.get("/people/").status_code == 200
    administrator = viewer_of(factories.administrator())
    suspend(administrator, expert, "Lost telephone.")
    restore(administrator, Expert.objects.get(pk=expert.pk))
    assert browser.get("/people/").status_code == 404
    attempt(expert.email, factories.PASSWORD, browser)
    assert browser.get("/people/").status_code == 200


def test_a_session_from_before_an_account_ran_out_does_not_come_back_when_it_is_prolonged() -> None:
    expert, browser = factories.ExpertFactory(), Client()
    attempt(expert.email, factories.PASSWORD, browser)
    Expert.objects.filter(pk=expert.pk).update(expires_on=timezone.localdate() - timezone.timedelta(days=1))
    end_what_is_over()
    Expert.objects.filter(pk=expert.pk).update(expires_on=None, is_active=True)
    assert browser.get("/people/").status_code == 404


def test_an_open_session_of_an_expired_person_counts_as_a_visitor(signed_in: object) -> None:
    expert = factories.ExpertFactory()
    browser = signed_in(expert)
    Expert.objects.filter(pk=expert.pk).update(expires_on=timezone.localdate() - timezone.timedelta(days=1))
    assert browser.get("/people/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/people/?q=a&page=2", "/networks/nothing-of-the-kind/", "/no/such/page/"]
)
def test_a_visitor_finds_the_sign_in_at_any_address_and_lands_there_afterwards(address: str) -> None:
    expert, browser = factories.ExpertFactory(), Client()
    page = browser.get(address)
    assert page.status_code == 404
    following = re.search(r'name="next" value="([^"]*)"', page.content.decode()).group(1)
    answer = attempt(expert.email, factories.PASSWORD, browser, next=following.replace("&amp;", "&"))
    assert (answer.status_code, answer["Location"]) == (302, address)


def test_the_sign_in_leads_to_no_other_site() -> None:
    answer = attempt(factories.ExpertFactory().email, factories.PASSWORD, next="https://elsewhere.example/")
    assert answer["Location"] == "/"


def test_after_ten_wrong_tries_the_address_has_to_wait_known_or_not() -> None:
    known = factories.ExpertFactory(email="ada@customs.example")
    for email in (known.email, "ida@customs.example"):
        answers = [attempt(email, "something else entirely").status_code for _number in range(11)]
        assert answers[0] == 200
        assert answers[-1] in (403, 429), answers


def test_signing_out_needs_a_post(signed_in: object) -> None:
    browser = signed_in(factories.ExpertFactory())
    browser.get("/accounts/logout/")
    assert is_signed_in(browser)
    browser.post("/accounts/logout/")
    assert not is_signed_in(browser)


def test_nobody_registers_themselves() -> None:
    for address in ("/accounts/signup/", "/accounts/social/signup/", "/accounts/email/"):
        assert Client().get(address).status_code == 404


def test_asking_for_a_new_password_says_the_same_for_every_address() -> None:
    known = factories.ExpertFactory()
    asked = [
        Client().post("/accounts/password/reset/", {"email": email}, follow=True)
        for email in (known.email, "unknown@customs.example")
    ]
    assert seen(asked[0]) == seen(asked[1])
    relay.drain()
    assert [each.to for each in mail.outbox] == [[known.email]]


def test_the_link_of_the_mail_leads_to_a_new_password_once() -> None:
    expert, browser = factories.ExpertFactory(), Client()
    browser.post("/accounts/password/reset/", {"email": expert.email})
    relay.drain()
    address = re.search(r"http://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    form = browser.get(address, follow=True)
    new = {"password1": "six stones on the line", "password2": "six stones on the line"}
    browser.post(form.redirect_chain[-1][0], new)
    assert attempt(expert.email, "six stones on the line").status_code == 302
    assert "expired or was already used" in Client().get(address).content.decode()


@pytest.mark.parametrize("stopped", [{"is_active": False}, {"expires_on": date(2020, 1, 1)}])
def test_a_link_from_before_an_account_was_stopped_changes_nothing_and_looks_like_an_old_one(
    stopped: dict[str, object],
) -> None:
    expert = factories.ExpertFactory()
    Client().post("/accounts/password/reset/", {"email": expert.email})
    relay.drain()
    address = re.search(r"http://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body).group(1)
    waiting, late = Client(), Client()
    form = waiting.get(address, follow=True).redirect_chain[-1][0]
    Expert.objects.filter(pk=expert.pk).update(**stopped)
    new = {"password1": "six stones on the line", "password2": "six stones on the line"}
    assert "expired or was already used" in waiting.post(form, new).content.decode()
    assert "expired or was already used" in late.get(address, follow=True).content.decode()
    assert Expert.objects.get(pk=expert.pk).check_password(factories.PASSWORD)


def test_a_suspended_person_gets_no_link() -> None:
    expert = factories.ExpertFactory(suspended=True)
    Client().post("/accounts/password/reset/", {"email": expert.email})
    relay.drain()
    assert mail.outbox == []


def test_an_invitation_is_looked_at_without_being_used_up_and_signs_in_when_answered() -> None:
    from networks.people.actions.invite_person import open_invitation
    from networks.people.links import fresh_link

    link = fresh_link(open_invitation(factories.ExpertFactory(invited=True), None)).partition("8000")[2]
    browser = Client()
    assert browser.get(link).status_code == browser.get(link).status_code == 200
    answer = browser.post(link, {"password": "six stones on the line", "again": "six stones on the line"})
    assert (answer.status_code, is_signed_in(browser)) == (302, True)
    assert Client().get(link).status_code == 404
