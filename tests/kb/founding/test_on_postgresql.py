"""Both beginnings of a platform on the server of a real installation."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.services, pytest.mark.slow]


def test_both_beginnings_work_on_postgresql(postgres_url: str) -> None:
    here = Path(__file__).parent
    files = [str(here / name) for name in ("test_demo_world.py", "test_setup_platform.py")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-q", "-x", "--tb=short", *files],
        env={**os.environ, "DATABASE_URL": postgres_url, "PYTEST_ADDOPTS": ""},
        cwd=here.parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    assert done.returncode == 0, done.stdout[-3000:]
