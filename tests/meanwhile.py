"""What somebody does while somebody else is in the middle of something, on a server with real transactions.

`meanwhile(first, at, second)` runs `first` in a thread. The first time it calls the function named `at`, `second` begins in
another thread; `first` goes on when `second` is done or waits for a row that `first` has locked. No clock decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread
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
    error: Exception | None = None


class _Doing(Thread):
    def __init__(self, act: Act) -> None:
        super().__init__(daemon=True)
        self.act, self.done, self.over = act, Done(), Event()

    def run(self) -> None:
        try:
            self.done.answer = self.act()
        except Exception as error:  # noqa: BLE001 (the test asks for it, whatever it is)
            self.done.error = error
        finally:
            connection.close()
            self.over.set()


def meanwhile(first: Act, at: str, second: Act) -> tuple[Done, Done]:
    """Both, the second begun in the middle of the first. AssertionError where `first` never comes to `at`."""
    asked, one, other = import_string(at), _Doing(first), _Doing(second)

    def in_the_middle(*given: object, **named: object) -> object:
        if other.ident is None:
            other.start()
            while not other.over.wait(0.005) and not _waits_for_this_one():
                pass
        return asked(*given, **named)

    with patch(at, in_the_middle):
        one.start()
        one.join()
    assert other.ident is not None, f"{at} was never called: {one.done}"
    other.join()
    return one.done, other.done


def _waits_for_this_one() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])
