"""Speed, as a table in JSON lines: each script prints its figures, and every bound it names holds."""

import json
import subprocess
import sys

import pytest

from tests.migrated import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("script", ["pages", "live"])
def test_every_bound_holds(script: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{script}"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    sys.stdout.write(done.stdout)
    figures = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert figures, "nothing was measured"
    assert [each for each in figures if each["ok"] is False] == []
