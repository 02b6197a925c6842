"""One small stage for each module that asks for it, and the figures at the end of a proof."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access import figures, small_stage
from tests.access.small_stage import SmallStage

HANDED_OVER = "figures"


@pytest.fixture(scope="module")
def small(django_db_setup: None, django_db_blocker: Any) -> Iterator[SmallStage]:
    """People, records, pages, pictures and mails of every shape of secrecy. A test takes back what it does there."""
    with small_stage.standing(django_db_blocker) as stage:
        yield stage


def asked_of(config: pytest.Config) -> list[str]:
    """The figures that this run of the proof has to make; none where no proof is asked for."""
    return figures.wanted(config.option.markexpr)


def is_whole(config: pytest.Config) -> bool:
    """All of the proof that these marks name, and not some files of it."""
    return bool(asked_of(config)) and not any(".py" in each for each in config.args)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """A worker has ended: its figures come over."""
    figures.add(node.workeroutput.get(HANDED_OVER, {}) if hasattr(node, "workeroutput") else {})


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A worker hands its figures over; who prints them fails the run for a wrong one."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[HANDED_OVER] = figures.counted
    elif session.exitstatus == 0 and is_whole(session.config) and figures.wrong(asked_of(session.config)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """One JSON line for each figure. Of the whole proof also those nobody counted, and what is wrong."""
    asked = asked_of(config)
    if not asked:
        return
    terminalreporter.section("figures of the proof")
    for name, line in figures.lines().items():
        if name in figures.counted or (is_whole(config) and name in asked):
            terminalreporter.write_line(line)
    for name in figures.wrong(asked) if is_whole(config) else ():
        terminalreporter.write_line(f"over its limit, or of too few samples: {name}")
