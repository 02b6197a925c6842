"""What somebody does while somebody else is in the middle of something, on a server with real transactions.

`meanwhile(first, at, second)` runs `first` in a thread. The first time it calls the function named `at`, `second` begins in
another thread; `first` goes on when `second` is done or waits for a row that `first` has locked. No clock decides.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from unittest.mock import patch

from django.db import connection
from django.utils.module_loading import import_string

# Not from pg_stat_activity: what that says stands still in a transaction.
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
Act = Callable[[], object]


@dataclass
class Done:
    """What came of one of the two."""

    answer: object = None
    error: BaseException | None = None


def meanwhile(first: Act, at: str, second: Act) -> tuple[Done, Done]:
    """Both, the second begun in the middle of the first. AssertionError where `first` never comes to `at`."""
    asked = import_string(at)
    begun: list[Future[object]] = []
    with ThreadPoolExecutor(2) as two:

        def in_the_middle(*given: object, **named: object) -> object:
            if not begun:
                begun.append(two.submit(_in_its_own_connection, second))
                while not wait(begun, 0.005).done and not _waits_for_this_one():
                    pass
            return asked(*given, **named)

        with patch(at, in_the_middle):
            one = two.submit(_in_its_own_connection, first)
            wait([one])
        assert begun, f"{at} was never called: {_done(one)}"
        return _done(one), _done(begun[0])


def _in_its_own_connection(act: Act) -> object:
    try:
        return act()
    finally:
        connection.close()


def _done(doing: Future[object]) -> Done:
    error = doing.exception()
    return Done(None if error else doing.result(), error)


def _waits_for_this_one() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])
