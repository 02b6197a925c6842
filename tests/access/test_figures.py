"""The proof judges every figure once, and none that was made of nothing."""

from pathlib import Path

import pytest

from tests.access import figures

RUNS = ("proof and services", "proof and not services")
SCRIPT = Path(__file__).parents[1] / "services" / "proof.sh"


def test_every_figure_is_judged_by_one_of_the_runs_that_the_proof_makes() -> None:
    assert sorted(name for run in RUNS for name in figures.wanted(run)) == sorted(figures.FIGURES)
    assert all(f"'{run}' tests/access" in SCRIPT.read_text() for run in RUNS)
    assert figures.wanted("not proof") == []


def test_a_figure_of_no_or_too_few_samples_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "counted", {})
    assert figures.wrong(figures.FIGURES) == [*figures.FIGURES]
    for name, figure in figures.FIGURES.items():
        figures.count(name, 0, figure.least - 1)
        assert figures.wrong([name]) == [name]
        figures.count(name, 0, 1)
        assert figures.wrong([name]) == []
