"""Several test processes share one server: the first starts it, the last to leave stops it.

A lease is a file named after a living process. The lease of a process that died without saying
goodbye counts for nothing, so a killed test run leaves a server that the next one takes over and stops.
"""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from tests.services.processes import Process
from tests.services.service import Service

BY_HAND = "by-hand"


class Lease:
    """The right of one process (or of a person, ``owner=None``) to find the server running."""

    def __init__(self, service: Service, owner: int | None) -> None:
        self.service = service
        self.owner = owner
        self.folder = service.folder / "leases"

    def take(self) -> str:
        """Start the server unless it runs; its URL."""
        with self._locked():
            url = self.service.start()
            self._file.write_text("" if self.owner is None else json.dumps(asdict(Process.of(self.owner))))
            return url

    def give_back(self) -> None:
        """Give up the lease; the server stops when nobody else holds one."""
        with self._locked():
            self._file.unlink(missing_ok=True)
            if not any(self._holds(file) for file in self.folder.iterdir()):
                self.service.stop()

    def held(self) -> bool:
        return self._file.exists()

    @property
    def _file(self) -> Path:
        return self.folder / (BY_HAND if self.owner is None else str(self.owner))

    @staticmethod
    def _holds(file: Path) -> bool:
        if file.name == BY_HAND:
            return True
        alive = Process(**json.loads(file.read_text())).alive
        if not alive:
            file.unlink()
        return alive

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.service.folder / "lease-lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
