"""Who loses a right has nothing of it at the next moment, whatever was open, with the worker running or not."""

import pytest

from tests.access import figures
from tests.access.everything_open import GATHERING, leaks_after
from tests.access.small_stage import SmallStage
from tests.access.transitions import LOSSES, Loss

pytestmark = pytest.mark.django_db
MOMENTS = (0.0, 1.0, 5.0, 60.0)
LEAST_KINDS = 13


def test_there_are_enough_kinds_of_loss() -> None:
    assert len({loss.name for loss in LOSSES}) == len(LOSSES) >= LEAST_KINDS


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
def test_nothing_is_left_at_the_next_request(
    small: SmallStage, loss: Loss, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, looked = leaks_after(small, loss, monkeypatch, MOMENTS[:1], worker=False, doors=1)
    assert looked > 5
    assert found == []


@pytest.mark.proof
@pytest.mark.parametrize("worker", [True, False], ids=["worker running", "worker stopped"])
@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
def test_nothing_is_left_at_any_moment(
    small: SmallStage, loss: Loss, worker: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, looked = leaks_after(small, loss, monkeypatch, MOMENTS, worker=worker, doors=len(GATHERING))
    figures.count("access.transitions.leaks", len(found), looked)
    assert looked > 5 * len(MOMENTS)
    assert found == []
