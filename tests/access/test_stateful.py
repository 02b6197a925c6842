"""Whatever people do, in whatever order: lists, single questions and the specification agree about everybody."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.access import figures
from tests.access.stateful import LivingWorld

pytestmark = pytest.mark.django_db
LEAST_PAIRS = 10_000
EVERYTHING = {
    "join", "leave", "remove", "suspend", "restore", "move", "give office", "end office", "close", "write",
    "contribute", "publish", "revert", "label", "withdraw", "post",
}  # fmt: skip


def live(examples: int, steps: int) -> int:
    """Let so many worlds live so long. How many pairs of somebody and a part of something were asked about."""
    before = LivingWorld.pairs
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        # Shrinking lives a world anew some hundred times: the steps that were printed say enough.
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(LivingWorld, settings=how)
    return LivingWorld.pairs - before


def test_lists_and_questions_agree_while_a_few_worlds_live(db: None) -> None:
    assert live(3, 12) > 300


@pytest.mark.proof
def test_they_agree_on_ten_thousand_pairs(db: None) -> None:
    LivingWorld.done.clear()
    pairs = live(60, 40)
    assert set(LivingWorld.done) == EVERYTHING
    figures.count("access.stateful.disagreements", 0, pairs)
    assert pairs >= LEAST_PAIRS
