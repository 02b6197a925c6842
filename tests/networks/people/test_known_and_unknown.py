"""Whether an address has an account cannot be read from words, status, headers or time."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from secrets import token_urlsafe
from statistics import median
from time import process_time
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from networks.access.viewer import viewer_of
from networks.events import relay
from networks.people.actions.invite_person import Newcomer, invite_person, open_invitation
from networks.people.links import fresh_link
from networks.people.models import Expert
from networks.spaces.enums import NetworkRole
from networks.spaces.models import Membership
from tests import factories
from tests.timing import in_turn, surely_apart

pytestmark = pytest.mark.django_db
PAIRS = 40
# Medians of processor time may surely differ by this part of the longer one and no more: a hash left out or a mail
# written on one side only is many times that.
TOLERATED_PART = 0.15
# What differs from one request to the next for everybody.
NONCES = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|csrftoken=[^;]+|sessionid=[^;]+|expires=[^;]+|(?<=:)[\w-]+:[\w-]+(?=; HttpOnly)'
)
Ask = Callable[[str], Any]


class QuickHasher(PBKDF2PasswordHasher):
    """As in an installation, with fewer rounds: still several times the rest of a request."""

    iterations = 60_000


@pytest.fixture(autouse=True)
def as_in_an_installation(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["tests.networks.people.test_known_and_unknown.QuickHasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    settings.AXES_ENABLED = False


def people() -> dict[str, str]:
    """Addresses by what stands behind them."""
    without_password = factories.ExpertFactory()
    Expert.objects.filter(pk=without_password.pk).update(password="!none")
    with_factor = factories.ExpertFactory()
    factories.second_factor(with_factor)
    return {
        "active": factories.ExpertFactory().email,
        "second factor": with_factor.email,
        "suspended": factories.ExpertFactory(suspended=True).email,
        "expired": factories.ExpertFactory(expired=True).email,
        "invited": factories.ExpertFactory(invited=True).email,
        "by EU Login only": without_password.email,
    }


def strangers() -> Iterator[str]:
    for number in count():
        yield f"stranger{number}@customs.example"


def sign_in(email: str) -> Any:
    return Client().post("/accounts/login/", {"login": email, "password": "something else entirely"})


def forget(email: str) -> Any:
    return Client().post("/accounts/password/reset/", {"email": email})


def inviter(*, looks: bool = True) -> Callable[[str], tuple[object, ...]]:
    """A contact point who invites a colleague: what the answer shows, and the page after it if they look."""
    ncp = factories.office(factories.ExpertFactory(), "ncp").expert
    browser = Client()
    browser.force_login(ncp, backend="networks.people.backends.SignInBackend")

    def invite(email: str) -> tuple[object, ...]:
        fields = {
            "email": email,
            "given_name": "Ada",
            "family_name": "Nowak",
            "administration": ncp.administration.code,
        }
        answer = browser.post("/people/invite/", fields)
        assert answer.status_code == 302, answer.content.decode()
        return (*seen(answer), seen(browser.get(answer["Location"]))) if looks else ()

    return invite


def seen(answer: Any) -> tuple[object, ...]:
    """Status, headers with cookies, and body, byte for byte, without the address the person typed themselves."""
    cookies = sorted(NONCES.sub("", each.OutputString()) for each in answer.cookies.values())
    # The clock, and the address that was asked for, stand on every answer.
    headers = {name: value for name, value in answer.headers.items() if name != "Expires"}
    path = answer.wsgi_request.path
    body = NONCES.sub("", answer.content.decode()).replace(path, "").replace(quote(path, safe=""), "")
    if typed := answer.wsgi_request.POST.get("login"):
        headers["Content-Length"] = str(int(headers["Content-Length"]) - body.count(typed) * len(typed))
        body = body.replace(typed, "")
    return answer.status_code, headers, cookies, body


@pytest.mark.parametrize("ask", [sign_in, forget])
def test_answers_are_the_same_to_the_byte(ask: Ask) -> None:
    unknown = strangers()
    for state, email in people().items():
        assert seen(ask(email)) == seen(ask(next(unknown))), state


def test_an_invitation_of_a_known_and_of_an_unknown_address_is_answered_alike() -> None:
    inviting, unknown = inviter(), strangers()
    for state, email in people().items():
        assert inviting(email) == inviting(next(unknown)), state


def lead_who_invites(email: str) -> None:
    """A seat in a network is offered with the invitation."""
    lead = Membership.objects.get(role=NetworkRole.LEAD)
    newcomer = Newcomer(email, "Ada", "Nowak", lead.expert.administration, lead.network)
    invite_person(viewer_of(lead.expert), newcomer)


def test_inviting_to_a_network_asks_as_often_for_whoever_may_sit_there() -> None:
    factories.seat(factories.NetworkFactory(), factories.ExpertFactory(), NetworkRole.LEAD)
    known = people()
    # What a stopped account costs less is in docs/trust.md.
    del known["suspended"]

    assert_same_questions(lead_who_invites, known)


@pytest.mark.parametrize("ask", ["sign in", "forget", "invite"])
def test_the_database_is_asked_as_often_for_the_known(ask: str) -> None:
    asking = {"sign in": sign_in, "forget": forget, "invite": inviter(looks=False)}[ask]
    assert_same_questions(asking, people())


def assert_same_questions(ask: Ask, known: dict[str, str]) -> None:
    """One is asked before anything is counted."""
    unknown = strangers()

    def questions(email: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            ask(email)
        return len(asked)

    questions(next(unknown))
    expected = questions(next(unknown))
    assert {state: questions(email) for state, email in known.items()} == dict.fromkeys(known, expected)


def test_whoever_is_known_is_told_that_they_have_an_account() -> None:
    invite, expert, stopped = (
        inviter(looks=False),
        factories.ExpertFactory(),
        factories.ExpertFactory(suspended=True),
    )
    for email in (expert.email, stopped.email):
        invite(email)
    relay.drain()
    assert [each.to for each in mail.outbox] == [[expert.email]]
    assert "You already have an account" in mail.outbox[0].body
    assert Expert.objects.filter(email__contains="nobody.invalid").count() == 0


def test_links_of_invitations_that_open_nothing_are_all_alike() -> None:
    used = open_invitation(factories.ExpertFactory(invited=True), None)
    old, stopped = (
        open_invitation(factories.ExpertFactory(invited=True), None),
        open_invitation(factories.ExpertFactory(invited=True, suspended=True), None),
    )
    links = [fresh_link(each).partition("8000")[2] for each in (used, old, stopped)]
    used.used_at = used.created_at
    used.save()
    old.expires_at = old.created_at
    old.save()
    answers = [seen(Client().get(each)) for each in (*links, f"/accounts/invitation/{token_urlsafe(32)}/")]
    assert all(each == answers[0] for each in answers)


@pytest.mark.slow
@pytest.mark.parametrize("state", ["active", "second factor", "suspended", "invited", "by EU Login only"])
def test_signing_in_takes_the_same_time(state: str) -> None:
    assert_same_time(sign_in, people()[state], state)


@pytest.mark.slow
@pytest.mark.parametrize("state", ["active", "suspended", "invited"])
def test_asking_for_a_new_password_takes_the_same_time(state: str) -> None:
    assert_same_time(forget, people()[state], state)


@pytest.mark.slow
@pytest.mark.parametrize("state", ["active", "suspended", "invited"])
def test_inviting_takes_the_same_time(state: str) -> None:
    assert_same_time(inviter(looks=False), people()[state], state)


def assert_same_time(ask: Ask, known: str, state: str) -> None:
    """Both are asked once before anything is measured."""
    unknown = strangers()
    for each in (known, next(unknown)):
        ask(each)
    of_known, of_unknown = in_turn(lambda: ask(known), lambda: ask(next(unknown)), PAIRS)
    longer = max(median(of_known), median(of_unknown))
    assert surely_apart(of_known, of_unknown) < TOLERATED_PART * longer, (state, longer)


def test_an_answer_that_takes_a_third_longer_would_be_found() -> None:
    def ask(email: str) -> None:
        until = process_time() + (0.004 if email == "known" else 0.003)
        while process_time() < until:
            pass

    with pytest.raises(AssertionError):
        assert_same_time(ask, "known", "planted")
