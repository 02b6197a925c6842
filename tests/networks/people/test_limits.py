"""How often somebody may try, over all processes, and what happens when nobody can count."""

import shutil
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user
from django.test import Client

from networks.people.actions.invite_person import open_invitation
from networks.people.links import fresh_link
from tests import factories
from tests.migrated import migrated_database
from tests.networks.live.servers import OwnRedis, database_beside
from tests.networks.live.site import Site

AWAY = {
    "BACKEND": "config.caches.CountsInRedis",
    "LOCATION": "redis://127.0.0.1:9/0",
    "OPTIONS": {"socket_connect_timeout": 1},
}


@pytest.fixture
def three_a_minute(settings: object) -> None:
    settings.RATE_LIMITS = {"search": "3/m/key", "suggest": "3/m/key", "invitation": "3/m/key"}


@pytest.fixture
def nobody_counts(settings: object) -> None:
    settings.CACHES = {**django_settings.CACHES, "counts": AWAY}


def search(browser: Client, **more: str) -> object:
    return browser.get("/search/?q=queue", **more)


@pytest.mark.django_db
@pytest.mark.usefixtures("three_a_minute")
def test_too_many_searches_are_refused_with_a_page_that_says_so(signed_in: object) -> None:
    browser = signed_in(factories.ExpertFactory())
    assert [search(browser).status_code for _time in range(3)] == [200, 200, 200]
    refused = search(browser)
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert "Wait a minute" in refused.content.decode()
    assert browser.get("/kb/").status_code == 200
    assert search(signed_in(factories.ExpertFactory())).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("three_a_minute")
def test_words_in_a_list_and_its_exports_are_searches_too(signed_in: object) -> None:
    browser = signed_in(factories.ExpertFactory())
    words = ("/kb/practices/?q=queue", "/kb/practices/export.json?q=queue", "/search/?q=queue")
    assert [browser.get(address).status_code for address in words] == [200, 200, 200]
    assert [browser.get(address).status_code for address in words] == [429, 429, 429]
    assert browser.get("/kb/practices/?country=PL").status_code == 200
    assert browser.get("/kb/practices/export.json").status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("three_a_minute")
def test_visitors_are_counted_by_address_and_signing_in_again_gives_no_further_tries(
    signed_in: object,
) -> None:
    assert [search(Client(), REMOTE_ADDR="192.0.2.1").status_code for _time in range(4)] == [
        200,
        200,
        200,
        429,
    ]
    assert search(Client(), REMOTE_ADDR="192.0.2.2").status_code == 200
    expert = factories.ExpertFactory()
    assert [search(signed_in(expert)).status_code for _browser in range(4)] == [200, 200, 200, 429]


@pytest.mark.django_db
@pytest.mark.usefixtures("three_a_minute")
def test_typing_help_and_answers_to_invitations_are_limited(signed_in: object) -> None:
    browser = signed_in(factories.ExpertFactory())
    asked = [
        browser.get("/search/suggest/?q=a", headers={"accept": "application/json"}) for _time in range(4)
    ]
    assert [each.status_code for each in asked] == [200, 200, 200, 429]
    assert asked[-1]["Content-Type"] == "application/json"
    link = fresh_link(open_invitation(factories.ExpertFactory(invited=True), None)).partition("8000")[2]
    for address in (link, "/accounts/invitation/nothing/"):
        guesser = Client(REMOTE_ADDR=f"192.0.2.{len(address) % 250}")
        statuses = [guesser.post(address, {"password": "a", "again": "b"}).status_code for _time in range(4)]
        assert statuses[3] == 429 and 429 not in statuses[:3]


@pytest.mark.django_db
def test_asking_for_a_new_password_is_limited_alike_for_every_address() -> None:
    known = factories.ExpertFactory()
    for email in (known.email, "unknown@customs.example"):
        answers = [
            Client().post("/accounts/password/reset/", {"email": email}, REMOTE_ADDR=f"192.0.2.{number}")
            for number in range(6)
        ]
        assert [each.status_code for each in answers] == [302] * 5 + [429]
        assert answers[-1]["Retry-After"] == "60"


@pytest.mark.django_db
@pytest.mark.usefixtures("nobody_counts")
def test_while_nobody_can_count_what_is_limited_is_refused_and_reading_goes_on(signed_in: object) -> None:
    expert = factories.ExpertFactory()
    browser = signed_in(expert)
    sign_in = {"login": expert.email, "password": factories.PASSWORD}
    refused = [
        search(browser),
        Client().post("/accounts/login/", sign_in),
        Client().post("/accounts/password/reset/", {"email": expert.email}),
        Client().post("/accounts/invitation/nothing/", {}),
    ]
    for answer in refused:
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert "You can still read pages" in answer.content.decode()
    for reader, address in ((browser, "/kb/"), (browser, "/people/"), (Client(), "/accounts/login/")):
        assert reader.get(address).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("nobody_counts")
def test_while_nobody_can_count_no_code_of_a_second_factor_is_taken() -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    from config.caches import CountsAway
    from tests.networks.people.test_second_factor import code_now

    app = TOTP(factories.second_factor(factories.ExpertFactory()))
    with pytest.raises(CountsAway):
        app.validate_code(code_now())


def ask(site: Site, server: int, path: str = "/search/?q=a", form: dict[str, str] | None = None) -> int:
    wire = HTTPConnection(site.servers[server].address, timeout=30)
    token = "a" * 32
    headers = {"Cookie": f"csrftoken={token}", "X-CSRFToken": token}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        wire.request("POST" if form else "GET", path, urlencode(form or {}), headers)
        return wire.getresponse().status
    finally:
        wire.close()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Two processes on one file, ten searches a minute."""
    monkeypatch.setenv("SEARCHES_A_MINUTE", "10")
    shutil.copy(migrated_database(), tmp_path / "limes.sqlite3")
    running = Site(f"sqlite:///{tmp_path / 'limes.sqlite3'}")
    try:
        yield running.start()
    finally:
        running.stop()


def test_tries_in_two_processes_are_counted_together(site: Site) -> None:
    asked = [ask(site, number % 2) for number in range(12)]
    assert asked == [200] * 10 + [429] * 2


@pytest.mark.services
def test_with_redis_tries_are_counted_together_and_refused_while_it_is_away(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEARCHES_A_MINUTE", "10")
    redis = OwnRedis(tmp_path).start()
    wrong = {"login": "ada@customs.example", "password": "not this one"}
    with database_beside(postgres_url) as url:
        site = Site(url, redis.url)
        try:
            site.start()
            assert [ask(site, number % 2) for number in range(12)] == [200] * 10 + [429] * 2
            redis.stop()
            assert ask(site, 0) == 503
            assert ask(site, 1, "/accounts/login/", wrong) == 503
            assert ask(site, 1, "/accounts/login/") == ask(site, 0, "/kb/") == 200
            redis.start()
            assert ask(site, 1, "/accounts/login/", wrong) == 200
        finally:
            site.stop()
            redis.stop()


@pytest.mark.django_db
def test_wrong_passwords_from_all_addresses_of_one_line_are_counted_together() -> None:
    """A line with IPv6 has a network of 2**64 addresses (RFC 6177)."""
    expert = factories.ExpertFactory()
    for number in range(1, 12):
        guess = {"login": expert.email, "password": "a wrong one again"}
        Client(REMOTE_ADDR=f"2001:db8:1:2::{number:x}").post("/accounts/login/", guess)
    right = {"login": expert.email, "password": factories.PASSWORD}
    same_line, elsewhere = Client(REMOTE_ADDR="2001:db8:1:2::ffff"), Client(REMOTE_ADDR="2001:db8:1:3::1")
    same_line.post("/accounts/login/", right)
    assert not get_user(same_line).is_authenticated
    elsewhere.post("/accounts/login/", right)
    assert get_user(elsewhere) == expert


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "field"), [("/accounts/login/", "login"), ("/accounts/password/reset/", "email")]
)
def test_too_many_requests_keep_the_typed_address_and_the_way_back(
    settings: object, address: str, field: str
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip", "reset_password": "1/m/ip"}
    sent = {field: "Anna.Nowak@customs.example", "password": "wrong", "next": "/kb/practices/"}
    answer = [Client().post(address, sent) for _ in range(2)][-1]
    html = answer.content.decode()
    assert answer.status_code == 429 and answer["Retry-After"] == "60"
    assert 'value="Anna.Nowak@customs.example"' in html and 'value="/kb/practices/"' in html
    assert "wrong" not in html
