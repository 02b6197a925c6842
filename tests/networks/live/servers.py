"""A Redis that tests may stop, and a PostgreSQL database that goes away after them."""

import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import redis
from redis.backoff import ConstantBackoff
from redis.retry import Retry

from tests.migrated import copy_on_server
from tests.services.packages import require_program


class OwnRedis:
    """Started, stopped, held and let go as a test needs it; always on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = require_program("redis-server", packages=("redis-server",))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> "OwnRedis":
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([self.program, *options], stdout=subprocess.DEVNULL)
        patient = Retry(ConstantBackoff(0.1), 100)
        with redis.Redis(port=self.port, retry=patient, retry_on_error=[redis.ConnectionError]) as client:
            assert client.ping()
        return self

    def stop(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait(10)

    def hold(self) -> None:
        """It neither answers nor refuses."""
        self.process.send_signal(signal.SIGSTOP)

    def let_go(self) -> None:
        self.process.send_signal(signal.SIGCONT)


@contextmanager
def database_beside(url: str) -> Iterator[str]:
    """A migrated database of its own on the same server."""
    base, name = url.rpartition("/")[0], f"live_{uuid4().hex}"
    with psycopg.connect(f"{base}/postgres", autocommit=True) as server:
        copy_on_server(server.cursor(), lambda database: f"{base}/{database}", name)
        try:
            yield f"{base}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
