"""The demo world as a visitor's browser meets it: web processes on one database, and the mails they send."""

import email
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from pathlib import Path

import psycopg

from tests.demo_world import DATABASE, ROOT, environment, manage

START_SECONDS = 180
# A refusal is logged with its traceback, and so is a Redis that a story stops.
FORESEEN = re.compile(r"\S+ \S+ (WARNING django\.request Forbidden|ERROR channels_redis\.)")


def spare_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One uvicorn process that serves pages and sockets; it can be stopped and started again on its port."""

    def __init__(self, surroundings: dict[str, str], port: int) -> None:
        self.surroundings = surroundings
        self.port = port
        self.lines: list[str] = []
        self.begin()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def begin(self) -> None:
        command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--ws", "websockets-sansio"]
        self._told = threading.Event()
        self.process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(self.port), "--no-access-log"],
            cwd=ROOT,
            env=self.surroundings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._read, args=(self.process, self._told), daemon=True).start()

    def _read(self, process: subprocess.Popen[str], told: threading.Event) -> None:
        for line in process.stderr or ():
            self.lines.append(line)
            if re.search(r"running on http://127\.0\.0\.1:", line):
                told.set()
        told.set()

    def ready(self) -> None:
        assert self._told.wait(START_SECONDS) and self.process.poll() is None, "".join(self.lines[-40:])

    def faults(self) -> str:
        """Log entries with a traceback that were not read yet, without those that belong to what stories do."""
        unread, self.lines = "".join(self.lines), []
        entries = re.split(r"(?m)^(?=INFO|WARNING|ERROR|\d{4}-\d\d-\d\d )", unread)
        return "".join(each for each in entries if "Traceback" in each and not FORESEEN.match(each))

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(20)


@dataclass
class House:
    """Web processes on one database: one, and a second one where two are needed."""

    folder: Path
    database_url: str
    more: dict[str, str] = field(default_factory=dict)
    surroundings: dict[str, str] = field(default_factory=dict)
    servers: list[Server] = field(default_factory=list)
    cookies: dict[str, list] = field(default_factory=dict)

    def open(self) -> "House":
        port = spare_port()
        self.surroundings = environment(
            self.folder, self.database_url, SITE_URL=f"http://127.0.0.1:{port}", **self.more
        )
        (self.folder / "mails").mkdir(exist_ok=True)
        self._begin(port)
        return self

    def close(self) -> None:
        for server in self.servers:
            server.stop()

    def _begin(self, port: int) -> None:
        self.servers.append(Server(self.surroundings, port))
        self.servers[-1].ready()

    def process(self, number: int = 0) -> Server:
        """A web process; the second one begins when a story first asks for it."""
        if number == len(self.servers):
            self._begin(spare_port())
        return self.servers[number]

    def address(self, process: int = 0) -> str:
        return self.process(process).address

    def faults(self) -> str:
        """What the processes had to say about errors nobody foresaw, since it was last asked."""
        return "".join(server.faults() for server in self.servers)

    def mails_to(self, person: str) -> list[EmailMessage]:
        """Mails that have left for a demo account, in no particular order."""
        return [each for each in self._mails() if f"{person}@demo.limes.example" in str(each["To"])]

    def _mails(self) -> Iterator[EmailMessage]:
        for path in sorted((self.folder / "mails").glob("*.log")):
            for part in re.split(rb"(?m)^-{79}\n", path.read_bytes()):
                if part.strip():
                    yield email.message_from_bytes(part, policy=policy.default)


@contextmanager
def house_on_a_file(template: Path, folder: Path, **more: str) -> Iterator[House]:
    """A house with a copy of the demo world in a SQLite file."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    running = House(folder, f"sqlite:///{folder / DATABASE}", more)
    try:
        yield running.open()
    finally:
        running.close()


@contextmanager
def house_on_postgresql(
    server_url: str, world: Path, name: str, folder: Path, **more: str
) -> Iterator[House]:
    """A house with a copy of the demo world on a PostgreSQL server; the database goes away with it."""
    shutil.copytree(world, folder, dirs_exist_ok=True)
    base, template = server_url.rpartition("/")[0], (world / "database").read_text()
    with psycopg.connect(f"{base}/postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    running = House(folder, f"{base}/{name}", more)
    try:
        if more.get("ELASTICSEARCH_URL"):
            manage(environment(folder, running.database_url, **more), "search_rebuild")
        yield running.open()
    finally:
        running.close()
        with psycopg.connect(f"{base}/postgres", autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
