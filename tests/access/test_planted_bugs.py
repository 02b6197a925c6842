"""The proof is proved: every planted leak is met by its check, and without the leak the check meets nothing."""

import pytest
from django.db import transaction

from tests.access import figures, planted_bugs, planted_copies, planted_digests, planted_questions
from tests.access.planted_bugs import PlantedBug
from tests.access.small_stage import SmallStage
from tests.access.sockets import keep_out_of_threads

pytestmark = pytest.mark.django_db
LEAST = 20
BUGS = (*planted_bugs.BUGS, *planted_copies.BUGS, *planted_digests.BUGS, *planted_questions.BUGS)


def test_there_are_enough_of_them_and_each_is_another() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= LEAST


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_planted_leak_is_met_and_without_it_there_is_none(
    small: SmallStage, bug: PlantedBug, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_met(bug, small, monkeypatch)


@pytest.mark.proof
def test_every_planted_leak_is_met(small: SmallStage, monkeypatch: pytest.MonkeyPatch) -> None:
    for bug in BUGS:
        with monkeypatch.context() as patch:
            is_met(bug, small, patch)


def is_met(
    bug: PlantedBug, small: SmallStage, patch: pytest.MonkeyPatch, figure: str = "access.planted_bugs.missed"
) -> None:
    keep_out_of_threads(patch)
    assert without_a_trace(bug, small) == []
    bug.plant(patch)
    met = without_a_trace(bug, small)
    figures.count(figure, not met, 1)
    assert met


def without_a_trace(bug: PlantedBug, small: SmallStage) -> list[object]:
    """What the check finds; what it does for that is taken back."""
    with transaction.atomic():
        found = bug.check(small)
        transaction.set_rollback(True)
    return found
