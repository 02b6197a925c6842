"""Start a program in the background, recognise it later, and end exactly it."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.services.errors import ServiceFailed

PAUSE = 0.1


@dataclass(frozen=True)
class Process:
    """A running program: its number and when it was born, since numbers are given out again."""

    pid: int
    born: str

    @classmethod
    def of(cls, pid: int) -> "Process":
        return cls(pid, _birth(pid))

    @property
    def alive(self) -> bool:
        _reap(self.pid)
        return bool(self.born) and _birth(self.pid) == self.born

    def end(self, first: signal.Signals = signal.SIGTERM, patience: float = 30.0) -> None:
        """Ask it to end, wait, and kill its whole session if it has not ended after ``patience`` seconds."""
        if self.alive:
            os.kill(self.pid, first)
        if not wait_until(self._session_over, patience):
            os.killpg(self.pid, signal.SIGKILL)
            wait_until(self._session_over, patience)

    def _session_over(self) -> bool:
        """Gone with its children: a launcher may end a moment before the server it has started."""
        return not self.alive and not _members(self.pid)


def _members(group: int) -> list[int]:
    """Living processes of a process group; none where there is no ``/proc`` to ask."""
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _group(entry) == group]


def _group(entry: Path) -> int:
    try:
        fields = (entry / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return 0 if fields[0] in "ZX" else int(fields[2])


def _birth(pid: int) -> str:
    """Birth mark of a living process, empty for one that is gone or only waits to be reaped."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return "" if Path("/proc/self/stat").exists() else _birth_by_ps(pid)
    except ProcessLookupError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]


def _birth_by_ps(pid: int) -> str:
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _reap(pid: int) -> None:
    """A child of ours that has ended stays a zombie until it is asked for."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return


def spawn(
    command: list[str], log: Path, user: str | None, environment: dict[str, str] | None = None
) -> Process:
    """Start ``command`` in a session of its own, as ``user`` when one is given, writing to ``log``."""
    with log.open("ab") as output:
        started = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=log.parent,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            env={**os.environ, **(environment or {})},
        )
    return Process.of(started.pid)


def run(command: list[str], user: str | None, cwd: Path) -> None:
    """Run a short command to its end; raises ServiceFailed with its last words when it fails."""
    done = subprocess.run(
        command, user=user, group=user, extra_groups=[] if user else None, cwd=cwd,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise ServiceFailed(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()[-600:]}")


def spare_port() -> int:
    """A TCP port on loopback that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_is_free(port: int) -> bool:
    """Whether a server could listen on this loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def wait_until(true: Callable[[], bool], patience: float) -> bool:
    """Ask ``true`` again and again; whether it came true within ``patience`` seconds."""
    deadline = time.monotonic() + patience
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return True
