"""The door of a calendar: one answer for every token that opens nothing, and an address that is written down nowhere."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.log import AdminEmailHandler

from config.logs import LineWithoutSecrets
from networks.audit.models import AuditEntry
from networks.people.actions.suspend import suspend
from networks.people.actions.tokens import revoke_token
from networks.people.enums import TokenScope
from networks.people.models import PersonalToken
from networks.people.today import today
from tests import factories
from tests.access.answers import bare
from tests.kb.world import World, make_world
from tests.networks.calendar.asking import asked, lines, token_of

pytestmark = pytest.mark.django_db
GUESS = "limes_guess"


@pytest.fixture
def world() -> World:
    made = make_world()
    made.people["administrator"] = factories.administrator()
    return made


def revoked(world: World) -> str:
    secret = token_of(world.people["finn"])
    revoke_token(world.viewer("finn"), PersonalToken.objects.get().reference)
    return secret


def over(world: World) -> str:
    secret = token_of(world.people["finn"])
    PersonalToken.objects.update(expires_on=today() - timedelta(days=1))
    return secret


def of_feeds(world: World) -> str:
    return token_of(world.people["finn"], TokenScope.FEED)


def of_programs(world: World) -> str:
    return token_of(world.people["finn"], TokenScope.API)


def suspended(world: World) -> str:
    secret = token_of(world.people["finn"])
    suspend(world.viewer("administrator"), world.people["finn"], "Lost telephone")
    return secret


KINDS = (revoked, over, of_feeds, of_programs, suspended)


def told(secret: str) -> tuple[Any, ...]:
    """Everything an answer tells, and how many questions it cost."""
    with CaptureQueriesContext(connection) as counted:
        answer = asked(secret)
    headers = {name: value for name, value in answer.items() if name != "Set-Cookie"}
    return answer.status_code, bare(answer), headers, len(counted)


@pytest.mark.parametrize("make", KINDS)
def test_a_token_that_opens_nothing_is_answered_like_one_that_never_was(
    world: World, make: Callable[[World], str]
) -> None:
    secret = make(world)
    told(GUESS)
    assert told(secret) == told(GUESS)
    assert told(secret)[0] == 404


def test_it_is_the_page_of_an_address_that_leads_nowhere_and_does_not_repeat_the_token(world: World) -> None:
    answer = asked(GUESS)
    missing = Client().get("/networks/no-such-network/")
    assert bare(answer) == bare(missing)
    assert GUESS not in answer.content.decode()
    assert Client().get("/calendar/").status_code == Client().get("/calendar/a/b.ics").status_code == 404
    assert Client().get(f"/calendar/{GUESS}").status_code == 404


def test_the_token_counts_and_not_the_session_that_comes_with_it(world: World) -> None:
    practice = world.share()
    secret = token_of(world.people["outsider"])
    assert practice.reference not in asked(secret, world.browser("ncp")).content.decode()
    assert asked(GUESS, world.browser("ncp")).status_code == 404
    own = token_of(world.people["ncp"])
    assert asked(own, world.browser("outsider")).content == asked(own).content


def test_failures_are_limited_and_noted_without_the_token(world: World) -> None:
    most = int(settings.RATE_LIMITS["token"].split("/")[0])
    answers = [asked(GUESS).status_code for _number in range(most + 1)]
    assert answers == [404] * most + [429]
    noted = AuditEntry.objects.filter(action="token.refused", outcome="refused")
    assert noted.count() == most + 1
    assert GUESS not in str(list(AuditEntry.objects.values()))
    assert asked(token_of(world.people["finn"])).status_code == 200


def test_a_token_for_a_calendar_opens_nothing_else(world: World) -> None:
    world.publish()
    secret = token_of(world.people["finn"])
    bearer = {"Authorization": f"Bearer {secret}"}
    assert Client().get("/api/v1/practices/", headers=bearer).status_code == 401
    for address in ("/workspace/", "/accounts/tokens/"):
        assert Client().get(address, headers=bearer).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_but_reading_is_answered_and_it_says_nothing_of_the_token(world: World, method: str) -> None:
    secret = token_of(world.people["finn"])
    found, missing = (getattr(Client(), method)(f"/calendar/{each}.ics") for each in (secret, GUESS))
    assert found.status_code == missing.status_code == 405
    assert found.content == missing.content


def test_no_answer_lets_a_browser_send_the_address_on_or_a_proxy_keep_it(world: World) -> None:
    for secret in (token_of(world.people["finn"]), GUESS):
        answer = asked(secret)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"].startswith("private")
    assert Client().post(f"/calendar/{GUESS}.ics")["Referrer-Policy"] == "no-referrer"


def test_whoever_has_to_set_up_a_second_factor_has_no_calendar(world: World) -> None:
    lead = factories.seat(world.network, factories.ExpertFactory(), "lead").expert
    secret = token_of(lead)
    assert asked(secret).status_code == 200
    lead.authenticator_set.all().delete()
    assert asked(secret).status_code == 404


@pytest.mark.parametrize("address", [f"/calendar/{GUESS}.ics", f"/calendar/{GUESS}", f"/calendar/{GUESS}/x"])
def test_no_log_names_the_address_of_a_refusal(caplog: Any, address: str) -> None:
    with caplog.at_level(logging.DEBUG):
        Client().get(address)
        Client().post(address)
    assert any("/calendar/-.ics" in each for each in caplog.messages)
    assert not any(GUESS in f"{each.getMessage()} {each.__dict__}" for each in caplog.records)


def test_no_mail_about_a_fault_names_it(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: Any, settings: Any, mailoutbox: Any
) -> None:
    settings.ADMINS = [("Operator", "operator@example.eu")]
    secret = token_of(world.people["finn"])
    monkeypatch.setattr("networks.calendar.views.lines_of", lambda _owner: 1 / 0)
    client = Client(raise_request_exception=False, headers={"Referer": f"https://x/calendar/{secret}.ics"})
    assert client.get(f"/calendar/{secret}.ics").status_code == 500
    mailer = AdminEmailHandler(include_html=True)
    for each in caplog.records:
        mailer.handle(each)
    assert len(mailoutbox) > 1
    pages = [page for mail in mailoutbox for page, _kind in mail.alternatives]
    assert "ZeroDivisionError" in pages[0]
    assert not any(secret in text for mail in mailoutbox for text in (mail.subject, mail.body, *pages))


@pytest.mark.parametrize(
    "address",
    [
        f"/calendar/{GUESS}.ics",
        f"//calendar/{GUESS}",
        f"/accounts/login/?next=/calendar/{GUESS}.ics",
        f"/accounts/login/?next=%2Fcalendar%2F{GUESS}.ics",
        f"https://limes.example.eu/calendar/{GUESS}.ics",
        f"/accounts/invitation/{GUESS}/",
        f"/accounts/password/reset/key/9-{GUESS}/",
    ],
)
def test_lines_of_a_server_that_logs_every_request_are_written_without_secrets(address: str) -> None:
    written = logging.LogRecord(
        "uvicorn.access", logging.INFO, "", 1, '%s - "%s %s HTTP/%s" %d', ("::1", "GET", address, "1.1", 200), None
    )  # fmt: skip
    line = LineWithoutSecrets("%(message)s").format(written)
    assert GUESS not in line
    assert line.endswith('HTTP/1.1" 200')


def test_a_token_is_written_nowhere_and_the_path_of_a_file_stays_whole(world: World) -> None:
    secret = token_of(world.people["finn"])
    line = logging.LogRecord(
        "any", logging.INFO, "", 1, f"/app/networks/calendar/views.py {secret}", (), None
    )
    written = LineWithoutSecrets("%(message)s").format(line)
    assert written == "/app/networks/calendar/views.py limes_-"


def test_servers_and_django_log_by_lines_without_secrets() -> None:
    told = settings.LOGGING
    assert {each["class"] for each in told["formatters"].values()} == {"config.logs.LineWithoutSecrets"}
    assert {each["formatter"] for each in told["handlers"].values()} == set(told["formatters"])
    for server in ("uvicorn.access", "granian.access"):
        assert told["loggers"][server] == {"handlers": ["console"], "level": "INFO", "propagate": False}


def test_no_figure_of_the_operator_names_a_calendar(world: World, settings: Any) -> None:
    settings.METRICS_TOKEN = "operator"
    asked(token_of(world.people["finn"]))
    asked(GUESS)
    page = Client().get("/metrics", headers={"Authorization": "Bearer operator"}).content.decode()
    assert "calendar" not in page
    assert "limes_guess" not in page


def made_by_the_form(browser: Client) -> str:
    """The page that shows the new token, behind the question for the password."""
    sent = {"name": "Phone", "scope": "calendar", "expires_on": str(today() + timedelta(days=30))}
    # Without the words of the link that led here: they would be lost on the way past the password, and the form with them.
    assert 'action="/accounts/tokens/"' in browser.get("/accounts/tokens/?scope=calendar").content.decode()
    asks = browser.post("/accounts/tokens/", sent)
    return browser.post(asks["Location"], {"password": factories.PASSWORD}).content.decode()


def test_the_address_is_shown_once_ready_for_a_program(world: World) -> None:
    practice = world.share()
    browser = world.browser("ncp")
    page = made_by_the_form(browser)
    [address] = re.findall(r'value="(https?://[^"]*/calendar/limes_[\w-]+\.ics)"', page)
    assert f'href="webcal:{address.partition(":")[2]}"' in page
    path = "/" + address.split("/", 3)[3]
    assert practice.reference in Client().get(path).content.decode()
    assert "/calendar/limes_" not in browser.get("/accounts/tokens/").content.decode()
    revoke_token(world.viewer("ncp"), PersonalToken.objects.get().reference)
    assert Client().get(path).status_code == 404


def test_the_workspace_leads_to_the_place_where_one_gets_it(world: World) -> None:
    browser = world.browser("finn")
    assert 'href="/accounts/tokens/?scope=calendar"' in browser.get("/workspace/").content.decode()
    page = browser.get("/accounts/tokens/?scope=calendar").content.decode()
    assert re.search(r'<option value="calendar"\s+selected', page)


def test_the_last_use_is_kept_and_rights_are_those_of_now(world: World) -> None:
    world.share()
    secret = token_of(world.people["ncp"])
    assert len(lines(secret)) == 1
    assert PersonalToken.objects.get().last_used_at
    world.people["ncp"].offices.all().delete()
    assert lines(secret) == []
