"""The reading rule is a database query: it has to say the same on the server of a real installation."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.services, pytest.mark.slow]


def test_the_rule_agrees_with_the_oracle_on_postgresql_too(postgres_url: str) -> None:
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-q", str(here / "test_rule_over_random_worlds.py")],
        env={**os.environ, "DATABASE_URL": postgres_url, "PYTEST_ADDOPTS": ""},
        cwd=here.parent.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout[-3000:]
