"""A person's open sessions: seen, and ended from elsewhere."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import HASH_SESSION_KEY, get_user
from django.db import connection
from django.test import Client

from networks.access.epoch import current_epoch
from networks.access.models import AccessEpoch
from networks.audit.models import AuditEntry
from networks.live.rights import Identity, Rights, still_read, viewer_now
from networks.people import open_sessions
from networks.people.open_sessions import browser_in_words
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"


def signed_in_from(expert: object, address: str, agent: str) -> Client:
    browser = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    browser.post("/accounts/login/", {"login": expert.email, "password": factories.PASSWORD})
    assert get_user(browser) == expert
    return browser


@pytest.fixture
def both() -> tuple[object, Client, Client]:
    expert = factories.ExpertFactory()
    office = signed_in_from(expert, "192.0.2.7", FIREFOX)
    cafe = signed_in_from(expert, "198.51.100.9", CHROME)
    return expert, office, cafe


def references(page: str) -> list[str]:
    return re.findall(r'name="session" value="([^"]+)"', page)


def test_the_page_says_since_when_from_where_and_which_is_this_one(both: tuple) -> None:
    _expert, office, _cafe = both
    page = office.get(PAGE).content.decode()
    assert page.index("Firefox on Linux") < page.index("this device") < page.index("Chrome on Windows")
    assert "192.0.2.7" in page and "198.51.100.9" in page
    assert len(references(page)) == 1


def test_no_key_of_a_session_stands_on_the_page(both: tuple) -> None:
    _expert, office, cafe = both
    page = office.get(PAGE).content.decode()
    assert office.session.session_key not in page and cafe.session.session_key not in page


def test_one_session_is_ended_and_the_others_go_on(both: tuple) -> None:
    expert, office, cafe = both
    third = signed_in_from(expert, "203.0.113.5", CHROME)
    own = references(cafe.get(PAGE).content.decode())
    page = office.get(PAGE).content.decode()
    (of_third,) = set(references(page)) & set(own)
    office.post(PAGE, {"session": of_third, "confirmed": "yes"})
    assert third.get("/people/").status_code == 404
    assert office.get("/people/").status_code == cafe.get("/people/").status_code == 200
    assert AuditEntry.objects.filter(action="session.ended", person_id=expert.pk).count() == 1


def test_all_others_are_ended_at_once(both: tuple) -> None:
    _expert, office, cafe = both
    office.post(PAGE, {"others": "1", "confirmed": "yes"})
    assert cafe.get("/people/").status_code == 404
    assert office.get("/people/").status_code == 200
    assert references(office.get(PAGE).content.decode()) == []


def test_nobody_ends_somebody_elses_session(both: tuple, signed_in: object) -> None:
    _expert, office, cafe = both
    (reference,) = references(office.get(PAGE).content.decode())
    signed_in(factories.ExpertFactory()).post(PAGE, {"session": reference, "confirmed": "yes"})
    assert cafe.get("/people/").status_code == 200


def test_a_socket_of_an_ended_session_is_asked_again_and_reads_nothing_more(both: tuple) -> None:
    expert, office, cafe = both
    sockets = [
        Identity(expert.pk, "Ada", "en", each.session.session_key, each.session[HASH_SESSION_KEY])
        for each in (office, cafe)
    ]
    before = current_epoch()
    assert still_read(sockets, {}) == dict.fromkeys(sockets, Rights(frozenset()))
    office.post(PAGE, {"others": "1", "confirmed": "yes"})
    assert current_epoch() > before
    assert still_read(sockets, {}) == {sockets[0]: Rights(frozenset()), sockets[1]: None}
    assert not viewer_now(sockets[1]).is_active


def sign_out(browser: Client) -> None:
    assert browser.post("/accounts/logout/").status_code == 302


def choose_another_password(browser: Client) -> None:
    fresh = "seven geese crossing slowly"
    sent = {"oldpassword": factories.PASSWORD, "password1": fresh, "password2": fresh}
    assert browser.post("/accounts/password/change/", sent).status_code == 302


@pytest.mark.parametrize("act", [sign_out, choose_another_password])
def test_a_session_that_ends_by_itself_ends_its_sockets_as_well(both: tuple, act: object) -> None:
    """In the moment in which the epoch is raised the session is over: asked again, the socket reads nothing."""
    expert, office, _cafe = both
    socket = Identity(expert.pk, "Ada", "en", office.session.session_key, office.session[HASH_SESSION_KEY])
    assert viewer_now(socket).is_active
    before, answers = current_epoch(), []
    with epochs_watched(lambda: answers.append(viewer_now(socket).is_active)):
        act(office)
    assert current_epoch() > before
    assert answers and not answers[-1]


@contextmanager
def epochs_watched(look: Callable[[], None]) -> Iterator[None]:
    """Inside, `look` is called right after each raising, as a hub may look in that very moment."""
    told = []

    def looking(execute: object, sql: str, *more: object) -> object:
        done = execute(sql, *more)
        if sql.startswith("UPDATE") and AccessEpoch._meta.db_table in sql and not told:
            told.append(sql)
            look()
            told.clear()
        return done

    with connection.execute_wrapper(looking):
        yield


def test_who_forgot_the_password_ends_the_sockets_of_whoever_had_it(both: tuple) -> None:
    expert, office, _cafe = both
    socket = Identity(expert.pk, "Ada", "en", office.session.session_key, office.session[HASH_SESSION_KEY])
    before, fresh = current_epoch(), "seven geese crossing slowly"
    # A link is made of the last sign-in as well.
    expert.refresh_from_db()
    key = default_token_generator.make_token(expert)
    owner = Client()
    page = owner.get(f"/accounts/password/reset/key/{user_pk_to_url_str(expert)}-{key}/", follow=True)
    owner.post(page.request["PATH_INFO"], {"password1": fresh, "password2": fresh})
    assert current_epoch() > before
    assert not viewer_now(socket).is_active


def test_behind_our_proxy_the_address_is_the_callers_and_not_what_the_caller_pretends(
    settings: object,
) -> None:
    settings.BEHIND_PROXY = True
    expert = factories.ExpertFactory()
    browser = Client(headers={"user-agent": FIREFOX, "x-forwarded-for": "10.0.0.1, 192.0.2.44"})
    browser.post("/accounts/login/", {"login": expert.email, "password": factories.PASSWORD})
    page = browser.get(PAGE).content.decode()
    assert "192.0.2.44" in page and "10.0.0.1" not in page


def test_a_session_is_written_down_once_in_five_minutes(
    signed_in: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    keep = open_sessions.UserSession.objects.update_or_create
    monkeypatch.setattr(
        open_sessions.UserSession.objects, "update_or_create", lambda **fields: written.append(keep(**fields))
    )
    browser = signed_in(factories.ExpertFactory())
    for _page in range(3):
        browser.get("/people/")
    assert len(written) == 1


def test_visitors_learn_nothing_of_the_page() -> None:
    assert Client().get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (CHROME, "Chrome on Windows"),
        ("", "Unknown browser"),
        ("curl/8.0", "Unknown browser"),
    ],
)
def test_a_browser_is_named_in_words(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words
