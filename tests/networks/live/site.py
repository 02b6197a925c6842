"""Real servers on one database, and browsers that speak to them."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.networks.live.midnight_file import LATER

ROOT = Path(__file__).resolve().parents[3]
ACTOR = "import django; django.setup(); from tests.networks.live.actor import main; main()"
COOKIE = "sessionid"
START_SECONDS = 90


class Server:
    """One uvicorn process serving pages and sockets, on a port it chose itself."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "uvicorn", "tests.networks.live.midnight:application"]
        command += ["--ws", "websockets-sansio"]
        self.process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", "0", "--no-access-log"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines: list[str] = []
        self._port: int | None = None
        self._told = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stderr or ():
            self.lines.append(line)
            found = re.search(r"running on http://127\.0\.0\.1:(\d+)", line)
            if found:
                self._port = int(found.group(1))
                self._told.set()
        self._told.set()

    @property
    def address(self) -> str:
        self._told.wait(START_SECONDS)
        assert self._port, "".join(self.lines)
        return f"127.0.0.1:{self._port}"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)

    @property
    def memory_kb(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))


class Actor:
    """The desk beside the servers (tests/networks/live/actor.py)."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", ACTOR],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, do: str, **parts: object) -> Any:
        self.process.stdin.write(json.dumps({"do": do, **parts}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the actor could not {do}"
        return json.loads(line)

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(20)


@dataclass
class Site:
    """Two servers on one database, with people and a topic."""

    database_url: str
    redis_url: str = ""
    number: int = 2
    extra: int = 0
    servers: list[Server] = field(default_factory=list)
    folder: Path = field(default_factory=lambda: Path(mkdtemp(prefix="limes-live-")))

    def start(self) -> "Site":
        environment = {
            **os.environ,
            "LIMES_ENV": "dev",
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "SECRET_KEY": "only-for-these-tests",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "ELASTICSEARCH_URL": "",
            LATER: str(self.folder / "days-later"),
        }
        self.actor = Actor(environment)
        prepared = self.actor("prepare", extra=self.extra)
        self.topic, self.cookies = prepared["topic"], prepared["cookies"]
        self.servers = [Server(environment) for _each in range(self.number)]
        return self

    def stop(self) -> None:
        for server in self.servers:
            server.stop()
        self.actor.stop()
        shutil.rmtree(self.folder)

    def let_days_pass(self, days: int) -> None:
        """For the servers it is so many days later than it is, from now on."""
        (self.folder / "written").write_text(str(days))
        (self.folder / "written").rename(self.folder / "days-later")

    def browser(self, who: str, server: int = 0) -> "Browser":
        return Browser(self.servers[server].address, self.cookies.get(who, ""))

    def pages(self, who: str, server: int = 0) -> "Pages":
        return Pages(self.servers[server].address, self.cookies[who])


class Browser:
    """A socket as a page opens it: `async with site.browser("anna") as anna`."""

    def __init__(self, address: str, cookie: str, origin: str | None = "") -> None:
        self.address = address
        self.cookie = cookie
        self.origin = f"http://{address}" if origin == "" else origin
        self.heard: list[dict[str, Any]] = []
        self.wire: ClientConnection

    async def __aenter__(self) -> "Browser":
        headers = {"Cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {}
        self.wire = await connect(
            f"ws://{self.address}/ws/", origin=self.origin, additional_headers=headers, open_timeout=30
        )
        return self

    async def __aexit__(self, *_details: object) -> None:
        await self.wire.close()

    async def say(self, do: str, **parts: object) -> None:
        await self.wire.send(json.dumps({"do": do, **parts}))

    async def follow(self, topic: str, after: int = 0) -> int:
        await self.say("follow", topic=topic, after=after)
        return (await self.hear("following"))["latest"]

    async def post(self, topic: str, body: str = "Slowly.", key: str = "") -> str:
        key = key or str(uuid4())
        await self.say("post", topic=topic, body=body, key=key)
        return key

    async def next(self, seconds: float = 10) -> dict[str, Any]:
        frame = json.loads(await asyncio.wait_for(self.wire.recv(), seconds))
        self.heard.append(frame)
        return frame

    async def hear(
        self, *events: str, seconds: float = 10, such: Callable[[dict[str, Any]], bool] = lambda frame: True
    ) -> dict[str, Any]:
        """The next frame of one of these events; others are kept in `heard`."""
        async with asyncio.timeout(seconds):
            while True:
                frame = await self.next(seconds)
                if frame["event"] in events and such(frame):
                    return frame

    async def hear_up_to(self, seq: int, seconds: float = 20) -> list[dict[str, Any]]:
        """Every change until the one at this place."""
        changes: list[dict[str, Any]] = []
        while not changes or changes[-1]["seq"] < seq:
            changes.append(
                await self.hear("post", "post.changed", "post.removed", "reaction", seconds=seconds)
            )
        return changes

    async def closed(self, seconds: float = 10) -> int:
        """The close code, after everything that was still said."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    await self.next(seconds)
        except ConnectionClosed as end:
            return end.rcvd.code if end.rcvd else 1006

    def count(self, event: str) -> int:
        return sum(frame["event"] == event for frame in self.heard)


class Pages:
    """A browser without a script: plain requests with the cookie of a session."""

    TOKEN = "a" * 32

    def __init__(self, address: str, cookie: str) -> None:
        self.address = address
        self.headers = {
            "Cookie": f"{COOKIE}={cookie}; csrftoken={self.TOKEN}",
            "X-CSRFToken": self.TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def get(self, path: str) -> int:
        return self._ask("GET", path, "")

    def post(self, path: str, **form: str) -> int:
        return self._ask("POST", path, urlencode(form))

    def _ask(self, method: str, path: str, body: str) -> int:
        wire = HTTPConnection(self.address, timeout=30)
        try:
            wire.request(method, path, body, self.headers)
            return wire.getresponse().status
        finally:
            wire.close()
