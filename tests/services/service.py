"""What every server offers: obtain, start, stop, status, environment."""

import fcntl
import json
import signal
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ClassVar, Self

from tests.services.errors import ServiceFailed
from tests.services.home import account, default_home, own
from tests.services.processes import Process, port_is_free, spare_port, spawn, wait_until


@dataclass(frozen=True)
class State:
    """What is written down about a started server, so that another process can use and end it."""

    process: Process
    url: str

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)))
        path.chmod(0o600)

    @classmethod
    def load(cls, path: Path) -> "State | None":
        if not path.exists():
            return None
        kept = json.loads(path.read_text())
        return cls(Process(**kept["process"]), kept["url"])


class Service(ABC):
    """One real server with its files under ``home/<name>``.

    Several of one kind may run side by side, each with its own ``home``. As a context manager it is
    started on entry and stopped on exit.
    """

    name: ClassVar[str]
    variable: ClassVar[str]
    patience: ClassVar[float] = 60.0
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM

    def __init__(self, home: Path | None = None) -> None:
        self.folder = (home or default_home()) / self.name

    @abstractmethod
    def obtain(self) -> None:
        """Install what is missing. Raises ServiceUnavailable when that cannot be done."""

    @abstractmethod
    def prepare(self, port: int) -> None:
        """Write configuration and empty data folders, as the account that will run the server."""

    @abstractmethod
    def command(self, port: int) -> list[str]: ...

    @abstractmethod
    def url(self, port: int) -> str: ...

    @abstractmethod
    def answers(self, url: str) -> bool:
        """Whether the server does its work, asked as a client would ask."""

    def process_environment(self) -> dict[str, str]:
        return {}

    def start(self) -> str:
        """Start the server unless it runs already; its URL once it answers."""
        with self._locked():
            running = self._running()
            return running.url if running else self._launch()

    def stop(self) -> None:
        """End the server this object, or another process with the same home, has started."""
        with self._locked():
            state = State.load(self._state_file)
            if state:
                state.process.end(self.stop_signal)
                self._state_file.unlink()

    def status(self) -> str:
        """The URL of the running server, or empty."""
        running = self._running()
        return running.url if running else ""

    def environment(self) -> dict[str, str]:
        """The variable by which Limes is told of this server; empty while it does not run."""
        url = self.status()
        return {self.variable: url} if url else {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    @property
    def _state_file(self) -> Path:
        return self.folder / "running.json"

    def process(self) -> Process | None:
        """The running process, for tests that pause or kill it."""
        running = self._running()
        return running.process if running else None

    def _running(self) -> State | None:
        state = State.load(self._state_file)
        return state if state and state.process.alive else None

    def _launch(self) -> str:
        self.obtain()
        own(self.folder)
        port = self._port()
        self.prepare(port)
        own(self.folder)
        process = spawn(self.command(port), self.log, account(), self.process_environment())
        state = State(process, self.url(port))
        state.save(self._state_file)
        self._await(state)
        return state.url

    def _port(self) -> int:
        """The port of last time, so that a server that was killed comes back where its clients look for it."""
        kept = self.folder / "port"
        port = int(kept.read_text()) if kept.exists() else spare_port()
        port = port if port_is_free(port) else spare_port()
        kept.write_text(str(port))
        return port

    def _await(self, state: State) -> None:
        wait_until(lambda: not state.process.alive or self.answers(state.url), self.patience)
        if not (state.process.alive and self.answers(state.url)):
            state.process.end(self.stop_signal)
            self._state_file.unlink()
            raise ServiceFailed(f"{self.name} did not come up within {self.patience:.0f} s; see {self.log}")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
