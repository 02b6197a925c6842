"""The stopwatch of tests with a bound in seconds."""

import signal
import subprocess
import sys
import time

from tests.migrated import ROOT
from tests.timing import stopwatch

ASKED = """
from tests.timing import stopwatch
with stopwatch() as passed:
    print("begun", flush=True)
    input()
    print(passed())
"""


def test_waiting_counts() -> None:
    with stopwatch() as passed:
        time.sleep(0.3)
        assert passed() >= 0.3


def test_what_the_machine_stood_still_does_not_count() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ASKED], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout.readline() == "begun\n"
        child.send_signal(signal.SIGSTOP)
        time.sleep(3)
        child.send_signal(signal.SIGCONT)
        told, _errors = child.communicate("\n")
    assert 0 <= float(told) < 1.5
