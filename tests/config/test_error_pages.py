"""Error pages come whatever is missing: database, session, translations, cache, context processors, templates."""

import base64
import errno
import hashlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import translation

from config import problems, urls
from config.caches import CountsAway
from networks.people.models import Expert
from tests.factories import ExpertFactory

BACKEND = "networks.people.backends.SignInBackend"


class _Broken(RuntimeError):
    """What a part that was taken away says."""


def _raise(reason: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise reason

    return view


def _too_many(request: HttpRequest) -> HttpResponse:
    from config.views import too_many

    return too_many(request)


FAULTS = {
    "400": SuspiciousOperation("odd"),
    "403": PermissionDenied("Only the lead may do this."),
    "404": Http404("not here"),
    "500": RuntimeError("a mistake of ours"),
    "503": CountsAway("Redis does not answer."),
    "507": OSError(errno.ENOSPC, "No space left on device"),
}
urlpatterns = [
    *[path(f"fails/{status}/", _raise(reason)) for status, reason in FAULTS.items()],
    path("fails/429/", _too_many),
    *urls.urlpatterns,
]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500
STATUSES = [*FAULTS, "429", "csrf"]
TITLES = {
    "400": "cannot process",
    "403": "You do not have permission",
    "404": "Page not found",
    "429": "Too many requests",
    "500": "Sorry, there is a problem with Limes",
    "503": "This is not available at the moment",
    "507": "Limes cannot save anything at the moment",
    "csrf": "This form has expired",
}


@pytest.fixture(autouse=True)
def _doors() -> Any:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def reader(db: None) -> Client:
    """Somebody signed in, as a browser that shows the pages of errors."""
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    browser.force_login(ExpertFactory(), backend=BACKEND)
    return browser


def _no_database(patch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_more: Any) -> Any:
        raise OperationalError("the server is gone")

    patch.setattr(connection, "cursor", refuse)


def _no_session(patch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_more: Any) -> Any:
        raise _Broken("no session can be loaded")

    patch.setattr("django.contrib.sessions.backends.db.SessionStore.load", refuse)


def _no_translation(patch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_more: Any) -> Any:
        raise _Broken("no catalogue can be loaded")

    for name in ("gettext", "pgettext", "ngettext", "npgettext"):
        patch.setattr(translation._trans, name, refuse, raising=False)


def _no_context_processors(patch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_more: Any) -> Any:
        raise _Broken("no context")

    patch.setattr("config.context.menu_of", refuse)


def _no_cache(patch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_more: Any) -> Any:
        raise CountsAway("Redis does not answer.")

    for name in ("add", "get", "set", "delete"):
        patch.setattr(f"config.caches.PagesAndCounts.{name}", refuse)


def _no_frame(patch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_more: Any) -> Any:
        raise _Broken("no template")

    patch.setattr("config.error_pages.render", refuse)


TAKEN_AWAY = [_no_database, _no_session, _no_translation, _no_context_processors, _no_cache, _no_frame]


def _asked(browser: Client, status: str) -> HttpResponse:
    if status == "csrf":
        return browser.post("/accounts/login/", {"login": "somebody@example.eu"})
    return browser.get(f"/fails/{status}/")


@pytest.mark.parametrize("status", STATUSES)
def test_every_error_comes_in_the_frame_of_the_site_while_nothing_is_missing(
    reader: Client, status: str
) -> None:
    answer = _asked(reader, status)
    assert answer.status_code == (403 if status == "csrf" else int(status))
    assert TITLES[status] in answer.content.decode()
    assert (b"Your menu" in answer.content) is (status != "507")


@pytest.mark.parametrize("take_away", TAKEN_AWAY)
@pytest.mark.parametrize("status", STATUSES)
def test_every_error_page_comes_whatever_is_missing(
    reader: Client, monkeypatch: pytest.MonkeyPatch, status: str, take_away: Callable[..., None]
) -> None:
    with monkeypatch.context() as patch:
        take_away(patch)
        answer = _asked(reader, status)
    # Whoever signed in cannot be asked about without database or session: then that is what the page is about.
    titles = {TITLES[status], TITLES["500"], "Limes is not available at the moment"}
    assert answer.status_code in {int(status) if status.isdigit() else 403, 500, 503}
    assert any(title in answer.content.decode() for title in titles)
    assert b"Traceback" not in answer.content


@pytest.mark.parametrize("take_away", TAKEN_AWAY)
def test_a_visitor_is_told_that_a_page_is_not_found_whatever_is_missing(
    client: Client, monkeypatch: pytest.MonkeyPatch, db: None, take_away: Callable[..., None]
) -> None:
    browser = Client(raise_request_exception=False)
    with monkeypatch.context() as patch:
        take_away(patch)
        answer = browser.get("/fails/404/")
    text = answer.content.decode()
    assert (answer.status_code, "Page not found" in text) == (404, True) or take_away is _no_translation
    assert "/accounts/login/" in text or take_away is _no_translation


def test_without_any_template_the_words_come_as_plain_text(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_frame(monkeypatch)
    monkeypatch.setattr("config.error_pages._plain_page", lambda *_: 1 / 0)
    answer = reader.get("/fails/403/")
    assert (answer.status_code, answer["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert "Only the lead may do this." in answer.content.decode()


def test_a_plain_page_needs_no_other_file_and_its_policy_allows_its_own_style_only(reader: Client) -> None:
    answer = reader.get("/fails/507/")
    text = answer.content.decode()
    assert "/static/" not in text and "<script" not in text
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert answer["Content-Security-Policy"].startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_a_program_reads_the_error_as_json(reader: Client) -> None:
    for status in ("429", "500", "503", "507"):
        answer = reader.get(f"/fails/{status}/", headers={"Accept": "application/json"})
        assert answer.json()["detail"].startswith(TITLES[status].rstrip("."))


def test_the_page_of_an_unknown_address_leaves_the_session_alone(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _no_database(patch)
        assert "sessionid" not in reader.get("/fails/500/").cookies
    assert "Your menu" in reader.get("/fails/404/").content.decode()


def _of_postgresql(name: str, state: str | None) -> Exception:
    import psycopg

    outer = OperationalError("from the driver")
    inner = psycopg.OperationalError if state is None else psycopg.errors.lookup(state)
    outer.__cause__ = inner(name)
    return outer


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("53100", 507),
        ("25006", 507),
        ("53300", 503),
        ("57P01", 503),
        ("08006", 503),
        (None, 503),
        ("22001", 500),
    ],
)
def test_what_postgresql_says_decides_between_full_away_and_a_fault(state: str | None, status: int) -> None:
    wrapped = RuntimeError("while a page was made")
    wrapped.__context__ = _of_postgresql("said", state)
    assert problems.problem_of(wrapped).status == status


def test_a_chain_of_exceptions_that_bites_its_tail_ends() -> None:
    one, two = RuntimeError("one"), RuntimeError("two")
    one.__context__, two.__context__ = two, one
    assert problems.problem_of(one) is problems.FAULT


FILL = """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)
    INSERT INTO filler SELECT zeroblob(2000) FROM n"""


@pytest.fixture
def full_database(transactional_db: None) -> Any:
    """SQLite that may not grow by a page; every free page is used up first."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite can be filled in a moment; PostgreSQL's words are tested above.")
    ExpertFactory(email="reader@example.eu")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filler (text)")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(OperationalError, match="full"):
            cursor.execute(FILL)
        with suppress(OperationalError):
            for _each in range(10_000):
                cursor.execute("INSERT INTO filler VALUES (zeroblob(100))")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")
        cursor.execute("DROP TABLE filler")


def test_with_a_full_database_reading_goes_on_and_saving_says_why_not(full_database: None) -> None:
    """The session is made beforehand in memory; what is asked of the site afterwards is real."""
    visitor = Client(raise_request_exception=False)
    assert visitor.get("/accounts/login/").status_code == 200
    wrong = {"login": "reader@example.eu", "password": "x" * 3000}
    refused = [
        visitor.post("/accounts/login/", wrong | {"login": f"{number}{'y' * 90}@example.eu"})
        for number in range(60)
    ]
    full = [each for each in refused if each.status_code == 507]
    assert full and "Limes cannot save anything at the moment" in full[-1].content.decode()
    assert {each.status_code for each in refused} <= {200, 507}


def test_a_visit_that_cannot_be_noted_takes_no_page_away(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_more: Any) -> None:
        raise OperationalError("database or disk is full")

    Expert.objects.update(seen_at=None)
    monkeypatch.setattr("networks.people.visits.note_visit", refuse)
    assert reader.get("/networks/").status_code == 200
