"""How long things take, whatever else the machine does: in time of the processor, or less the time it stood still."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import hypot, sqrt
from statistics import median
from threading import Event, Lock, Thread
from time import monotonic, process_time

Ask = Callable[[], object]
# A thread that only waits is woken within this even on a busy machine. What is beyond it was nobody's time: the host had
# taken the processors of a virtual machine away.
TICK, WOKEN_WITHIN = 0.01, 0.1
# Median deviation to standard deviation, and standard error of a mean to that of a median, of a normal distribution.
DEVIATION, OF_MEDIAN = 1.4826, 1.2533


@contextmanager
def stopwatch() -> Iterator[Callable[[], float]]:
    """Asks for the seconds since the beginning, less those in which this machine woke not even a waiting thread."""
    begun = last = monotonic()
    ended, lock, stood_still = Event(), Lock(), 0.0

    def look() -> float:
        nonlocal last, stood_still
        with lock:
            now = monotonic()
            if now - last > WOKEN_WITHIN:
                stood_still += now - last - TICK
            last = now
            return now - begun - stood_still

    def tick() -> None:
        while not ended.wait(TICK):
            look()

    ticking = Thread(target=tick, daemon=True)
    ticking.start()
    try:
        yield look
    finally:
        ended.set()
        ticking.join()


def in_turn(one: Ask, other: Ask, times: int) -> tuple[list[float], list[float]]:
    """Seconds of each, interleaved, each side first in turn, so that nothing that drifts falls on one side."""
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(times):
        for which in (0, 1) if number % 2 else (1, 0):
            begun = process_time()
            (one, other)[which]()
            taken[which].append(process_time() - begun)
    return taken


def surely_apart(one: list[float], other: list[float]) -> float:
    """Seconds by which the medians are apart beyond three standard errors, so that a busy machine is no finding."""
    return max(0.0, abs(median(one) - median(other)) - 3 * hypot(_error(one), _error(other)))


def _error(taken: list[float]) -> float:
    middle = median(taken)
    return OF_MEDIAN * DEVIATION * median(abs(each - middle) for each in taken) / sqrt(len(taken))
