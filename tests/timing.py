"""Whether two things take the same time, in time of the processor: what else the machine does hardly counts."""

from collections.abc import Callable
from math import hypot, sqrt
from statistics import median
from time import process_time

Ask = Callable[[], object]
# Median deviation to standard deviation, and standard error of a mean to that of a median, of a normal distribution.
DEVIATION, OF_MEDIAN = 1.4826, 1.2533


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
