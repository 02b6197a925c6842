"""How processor time grows with the size of an input, on a noisy machine."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

# Twice the input takes linear work twice the time, quadratic work four times.
MOST_GROWTH = 3.0
ROUNDS = 3


class TooSlow(BaseException):
    """The work was given up at its limit of processor time. No parser takes this for a fault of its input."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Give up work that takes longer. Patterns look for signals while they match, so these end too."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds_of(work: Callable[[], object]) -> float:
    """Processor time of this thread for one run."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


def complaint(
    work_on: Callable[[int], Callable[[], object]], size: int, *, ignored: float, limit: float
) -> str | None:
    """Why the work is not linear in the size of its input, or None.

    `work_on(size)` prepares the work; `ignored` and `limit` are seconds at the first size and at twice that size.
    """
    try:
        with limited(limit):
            if seconds_of(work_on(size)) < ignored:
                return None
            ratios = [_ratio(work_on, size)]
            while ratios[-1] > MOST_GROWTH and len(ratios) < ROUNDS:
                ratios.append(_ratio(work_on, size))
    except TooSlow:
        return f"more than {limit} s for {2 * size} characters"
    least = min(ratios)
    return f"{least:.1f} times the time for twice the input" if least > MOST_GROWTH else None


def _ratio(work_on: Callable[[int], Callable[[], object]], size: int) -> float:
    small, large = work_on(size), work_on(2 * size)
    return min(seconds_of(large), seconds_of(large)) / max(min(seconds_of(small), seconds_of(small)), 1e-6)
