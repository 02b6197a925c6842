"""The lock files install on every Python that Limes is promised to run on, the oldest of them too."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
OLDEST = {"python_version": "3.11", "python_full_version": "3.11.0"}


def locked_in(lock: str) -> list[str]:
    return re.findall(r"(?m)^([\w.-]+)(?:\[[\w,-]+\])?==", (ROOT / lock).read_text())


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_runs_on_the_oldest_python(lock: str) -> None:
    wanted = {name: distribution(name).metadata["Requires-Python"] or "" for name in locked_in(lock)}
    too_new = {name: asked for name, asked in wanted.items() if "3.11.0" not in SpecifierSet(asked)}
    assert len(wanted) > 50
    assert too_new == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_what_a_locked_package_needs_on_the_oldest_python_is_locked_as_well(lock: str) -> None:
    locked = {canonicalize_name(name) for name in locked_in(lock)}
    needed = {
        (canonicalize_name(requirement.name), name)
        for name in locked
        for requirement in map(Requirement, distribution(name).requires or ())
        if requirement.marker is None or requirement.marker.evaluate({**OLDEST, "extra": ""})
    }
    assert {(name, by) for name, by in needed if name not in locked} == set()
