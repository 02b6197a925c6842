"""Sockets of people on the stage, in this process and in the test's own transaction: the consumer and the hub as they are.

Only their threads are left out: what they ask is asked in the thread of the test, whose connection sees the stage.
Real servers, browsers and seconds are in tests/networks/live.
"""

import asyncio
import json
from collections.abc import Callable, Collection, Coroutine, Mapping
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.exceptions import StopConsumer
from django.contrib.sessions.backends.base import SessionBase

from networks.live import consumer, hub
from networks.live.consumer import LiveConsumer
from networks.people.models import Expert
from tests.access.answers import Leak, browser_of, leaks_in
from tests.access.small_stage import SmallStage

P = ParamSpec("P")
R = TypeVar("R")
# So many turns without a question let the outbox send.
TURNS = 12
_asking: list[object] = []


async def here(ask: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Ask in the thread of the test."""
    _asking.append(ask)
    try:
        return await sync_to_async(ask)(*args, **kwargs)
    finally:
        _asking.remove(ask)


@pytest.fixture
def without_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sockets and their hub ask the database in the thread of the test."""
    keep_out_of_threads(monkeypatch)


def keep_out_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as a function."""
    monkeypatch.setattr(consumer, "in_socket_thread", here)
    monkeypatch.setattr(hub, "in_hub_thread", here)


class Line:
    """One open socket: `async with Line(person, session) as line`. `heard` holds the frames, `code` what it was closed with."""

    def __init__(self, person: Expert | None, session: SessionBase) -> None:
        # Read now: inside the loop nothing asks the database by itself.
        session.items()
        self.heard: list[str] = []
        self.code: int | None = None
        self.socket = LiveConsumer()
        self.socket.scope = {"user": person, "session": session, "headers": [], "client": ("127.0.0.1", 1)}
        self.socket.base_send = self._take

    async def _take(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.send":
            self.heard.append(message["text"])
        elif message["type"] == "websocket.close":
            self.code = message["code"]

    async def __aenter__(self) -> "Line":
        await self.socket.websocket_connect({})
        return self

    async def __aexit__(self, *_details: object) -> None:
        try:
            await self.socket.websocket_disconnect({})
        except StopConsumer:
            return

    async def say(self, do: str, **parts: object) -> list[str]:
        """Send a frame; what was heard since."""
        before = len(self.heard)
        await self.socket.websocket_receive({"text": json.dumps({"do": do, **parts})})
        await settle()
        return self.heard[before:]


async def settle() -> None:
    """Let outboxes send and every hub of this loop look."""
    for each in hub.hubs():
        each.wake()
    quiet = 0
    while quiet < TURNS:
        await asyncio.sleep(0.001 if _asking else 0)
        quiet = 0 if _asking else quiet + 1


def run(conversation: Coroutine[Any, Any, R]) -> R:
    """A conversation from its beginning to its end, in a loop of its own."""

    async def held() -> R:
        async with asyncio.timeout(60):
            return await conversation

    return async_to_sync(held)()


def leaks_on_sockets(small: SmallStage, role: str, names: Collection[str] | None = None) -> list[Leak]:
    """What somebody hears who says everything one can say, about every discussion on the stage or about these."""
    topics = {name: small.topic(name).reference for name in names or small.talks()}
    found: list[Leak] = []
    for name, heard in run(_everything_said(line_of(small, role), topics)).items():
        found += leaks_in(small.stage, role, f"socket: {name}", heard)
    return found


def line_of(small: SmallStage, role: str) -> Line:
    """A socket of somebody on the stage, not yet open."""
    person = small.stage.people[role]
    return Line(person, browser_of(person).session)


async def _everything_said(line: Line, topics: Mapping[str, str]) -> dict[str, str]:
    heard = {}
    async with line:
        for name, topic in topics.items():
            heard[name] = "\n".join(
                [text for do, parts in sayings(topic).items() for text in await line.say(do, **parts)]
            )
    return heard


def sayings(topic: str) -> dict[str, dict[str, object]]:
    """A frame of every verb about a topic."""
    return {
        "follow": {"topic": topic, "after": 0},
        "post": {"topic": topic, "body": "Heard.", "key": str(uuid4())},
        "read": {"topic": topic, "seq": 1},
        "typing": {"topic": topic},
        "leave": {"topic": topic},
        "ping": {},
    }
