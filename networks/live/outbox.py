"""What still has to be sent to one browser: bounded, so that a slow reader costs little and stalls nobody."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from networks.live.counters import counters
from networks.live.frames import TOO_FAR_BEHIND
from networks.live.tasks import end

Send = Callable[[dict[str, Any]], Awaitable[None]]

MOST_FRAMES = 1_000
MOST_CHARACTERS = 2_000_000
# How long a catch-up waits for a browser that takes nothing.
PATIENCE_SECONDS = 30


class Outbox:
    """Frames on their way to one socket, sent by a task of its own."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._waiting: deque[str] = deque()
        self._characters = 0
        self._something = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._code: int | None = None
        self._task = asyncio.create_task(self._run())

    @property
    def closing(self) -> bool:
        """Whether the socket is about to be closed: nothing more is taken."""
        return self._code is not None or self._task.done()

    def put(self, text: str) -> None:
        """Take a frame. A browser that is too far behind is told to fetch the page anew."""
        if self.closing:
            return
        if len(self._waiting) >= MOST_FRAMES or self._characters + len(text) > MOST_CHARACTERS:
            counters.fell_behind += 1
            self.finish((), TOO_FAR_BEHIND)
            return
        self._waiting.append(text)
        self._characters += len(text)
        if len(self._waiting) * 2 >= MOST_FRAMES or self._characters * 2 >= MOST_CHARACTERS:
            self._room.clear()
        self._something.set()

    async def room(self) -> None:
        """Wait until half of the outbox is free: a long catch-up goes at the pace of its reader."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._room.wait()
        except TimeoutError:
            counters.fell_behind += 1
            self.finish((), TOO_FAR_BEHIND)

    def finish(self, last: Iterable[str], code: int) -> None:
        """Drop what waits, send these last frames and close with this code. The first call counts."""
        if self.closing:
            return
        counters.frames_dropped += len(self._waiting)
        self._waiting = deque(last)
        self._code = code
        self._room.set()
        self._something.set()

    async def stop(self) -> None:
        """The browser is gone."""
        await end([self._task])

    async def _run(self) -> None:
        try:
            await self._deliver()
        except OSError:
            # ASGI: what a server raises where a browser left between two frames. Its disconnect ends the rest.
            self._waiting.clear()
        finally:
            self._room.set()

    async def _deliver(self) -> None:
        while True:
            await self._something.wait()
            self._something.clear()
            while self._waiting:
                text = self._waiting.popleft()
                self._characters = max(0, self._characters - len(text))
                await self._send({"type": "websocket.send", "text": text})
                counters.frames_out += 1
            self._characters = 0
            self._room.set()
            if self._code is not None:
                await self._send({"type": "websocket.close", "code": self._code})
                return
