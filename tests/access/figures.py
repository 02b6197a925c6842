"""What the proof counts: leaks found and samples looked at, by figure. `make proof` prints a JSON line for each.

Workers hand theirs to the process that prints. A figure without the samples it has to have fails the run.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.figures import line_of


@dataclass(frozen=True)
class Figure:
    """What a figure may be at most, and of how many samples it is made at least."""

    limit: float
    least: int
    servers: bool = False
    """Made on PostgreSQL and Elasticsearch, by a run of its own."""


FIGURES = {
    "access.matrix.forbidden": Figure(0, 16_000),
    "access.same_answer.apart": Figure(0, 5_000),
    "access.same_answer.milliseconds": Figure(2.0, 1_000),
    "access.sockets.forbidden": Figure(0, 500),
    "access.pages.forbidden": Figure(0, 200),
    "access.cms.forbidden": Figure(0, 100),
    "access.mails.forbidden": Figure(0, 50),
    "access.twins.different": Figure(0, 2_500),
    "access.twins.different.with_the_worker_stopped": Figure(0, 1_000),
    "access.twins.different_on_elasticsearch": Figure(0, 2_500, servers=True),
    "access.twins.different_on_elasticsearch.with_the_worker_stopped": Figure(0, 1_000, servers=True),
    "access.engines.forbidden": Figure(0, 2_000, servers=True),
    "access.engines.different": Figure(0, 2_000, servers=True),
    "access.tokens.forbidden": Figure(0, 100),
    "access.calendars.forbidden": Figure(0, 20),
    "access.transitions.leaks": Figure(0, 500),
    "access.stateful.disagreements": Figure(0, 10_000),
    "access.planted_bugs.missed": Figure(0, 20),
    "access.planted_bugs.missed_on_elasticsearch": Figure(0, 3, servers=True),
}
Counts = dict[str, tuple[float, int]]
counted: Counts = {}


def count(name: str, found: float, samples: int) -> None:
    """So many of so many, added to what was counted before."""
    value, before = counted.get(name, (0, 0))
    counted[name] = (value + found, before + samples)
    _known(name)


def measure(name: str, value: float, samples: int) -> None:
    """The worst of several measurements."""
    worst, before = counted.get(name, (0.0, 0))
    counted[name] = (max(worst, value), before + samples)
    _known(name)


def add(others: Counts) -> None:
    """What another process has counted."""
    for name, (value, samples) in others.items():
        (measure if name.endswith("milliseconds") else count)(name, value, samples)


def wanted(marks: str) -> list[str]:
    """The figures a run of the proof with these marks has to make; none for a run of something else."""
    made = {"proof": (True, False), "proof and services": (True,), "proof and not services": (False,)}
    return [name for name, figure in FIGURES.items() if figure.servers in made.get(marks, ())]


def lines() -> dict[str, str]:
    """All figures by name, those nobody counted too: of no samples, and wrong."""
    found = {name: counted.get(name, (0, 0)) for name in FIGURES}
    return {
        name: line_of(name, value, FIGURES[name].limit, samples) for name, (value, samples) in found.items()
    }


def wrong(names: Iterable[str]) -> list[str]:
    """Those of these figures that are over their limit or of too few samples."""
    found = {name: counted.get(name, (0, 0)) for name in names}
    return [
        name
        for name, (value, samples) in found.items()
        if value > FIGURES[name].limit or samples < FIGURES[name].least
    ]


def _known(name: str) -> None:
    if name not in FIGURES:
        raise KeyError(f"{name} has no limit: write it down in FIGURES.")
