"""What can go wrong with a request, and the words for it. English until a page is made, so that nothing has to be loaded."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError
from django.utils.translation import gettext_noop

from config.caches import CountsAway


@dataclass(frozen=True)
class Problem:
    """An error page: its status, and its words in English. `in_frame`: whether the site's frame can still be made."""

    status: int
    title: str
    sentences: tuple[str, ...]
    retry_after: int = 0
    in_frame: bool = True


NOT_FOUND = Problem(
    404,
    gettext_noop("Page not found"),
    (
        gettext_noop("If you typed the address, check that it is correct."),
        gettext_noop(
            "The page may have been removed, or you may not have access to it. If you are not signed in, sign in first."
        ),
    ),
)
FORBIDDEN = Problem(
    403,
    gettext_noop("You do not have permission to do this"),
    (
        gettext_noop("You can view this, but you do not have permission to change it."),
        gettext_noop(
            "The lead of the network or the national contact point of your administration can tell you more."
        ),
    ),
)
BAD_REQUEST = Problem(
    400,
    gettext_noop("Your browser sent a request that Limes cannot process"),
    (gettext_noop("Nothing was changed. Go back, reload the page and try again."),),
)
FORM_EXPIRED = Problem(
    403,
    gettext_noop("This form has expired"),
    (
        gettext_noop("The page was open for too long, or your browser blocks cookies. Nothing was changed."),
        gettext_noop("Go back, reload the page and send the form again."),
    ),
)
TOO_MANY = Problem(
    429,
    gettext_noop("Too many requests"),
    (
        gettext_noop(
            "You, or others on your network, have sent too many requests in a short time. Nothing was changed."
        ),
        gettext_noop("Wait a minute, then try again."),
    ),
    retry_after=60,
)
COUNTS_AWAY = Problem(
    503,
    gettext_noop("This is not available at the moment"),
    (
        gettext_noop("Signing in and searching are not available at the moment. You can still read pages."),
        gettext_noop("Wait half a minute, then try again."),
    ),
    retry_after=30,
)
FAULT = Problem(
    500,
    gettext_noop("Sorry, there is a problem with Limes"),
    (
        gettext_noop("This page could not be shown. The problem has been logged."),
        gettext_noop(
            "Try again in a few minutes. If you were sending a form, go back: your browser still has what you typed."
        ),
    ),
)
AWAY = Problem(
    503,
    gettext_noop("Limes is not available at the moment"),
    (
        gettext_noop("The database does not answer or is too busy."),
        gettext_noop(
            "Try again in a few seconds. If you were sending a form, go back: your browser still has what you typed. "
            "Check first whether it was saved."
        ),
    ),
    retry_after=5,
    in_frame=False,
)
FULL = Problem(
    507,
    gettext_noop("Limes cannot save anything at the moment"),
    (
        gettext_noop("There is no space left to store data. What you sent was not saved."),
        gettext_noop("You can still read pages. Keep a copy of your text, and tell the operator of Limes."),
    ),
    retry_after=60,
    in_frame=False,
)

FULL_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
# PostgreSQL: disk full, and read-only as after a failover. SQLite says the same by name.
FULL_STATES = ("53100", "25006", "SQLITE_FULL", "SQLITE_READONLY")
# PostgreSQL: no connection, no resources, shut down or cancelled, a lock that did not come.
AWAY_STATES = ("08", "53", "57", "55P03", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_IOERR")
NO_STATE = "without a state"


def problem_of(fault: BaseException | None) -> Problem:
    """Which of the problems an exception is, by the exception itself and by those that led to it."""
    for each in _chain(fault):
        if isinstance(each, CountsAway):
            return COUNTS_AWAY
        if isinstance(each, OSError) and each.errno in FULL_ERRORS:
            return FULL
        state = _state(each)
        if state.startswith(FULL_STATES):
            return FULL
        if state.startswith(AWAY_STATES) or state == NO_STATE:
            return AWAY
    return FAULT


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield fault
        fault = fault.__cause__ or fault.__context__


def _state(fault: BaseException) -> str:
    """What the database says is wrong: PostgreSQL's state, SQLite's name; NO_STATE where it was not reached at all."""
    if isinstance(fault, InterfaceError):
        return NO_STATE
    if not isinstance(fault, DatabaseError):
        return ""
    told = fault.__cause__
    name = getattr(told, "sqlstate", None) or getattr(told, "sqlite_errorname", None)
    # By name, so that the driver is not loaded where SQLite is used: no connection, or none free in the pool.
    lost = any(
        each.__module__ == "psycopg" and each.__name__ == "OperationalError" for each in type(told).__mro__
    )
    return str(name or (NO_STATE if lost else ""))
