"""The one subscription of a process, and what it tells the others."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from channels.layers import get_channel_layer

from networks.live import groups

log = logging.getLogger("limes.live")

MOST_WAITING = 200
# A hub hears itself every few seconds. When it does not, the subscription is dead and is made anew.
BEAT_EVERY_SECONDS = 5.0
SILENT_AFTER_SECONDS = 15.0
TRY_AGAIN_SECONDS = 2.0


class Hints:
    """Sends and receives hints through the channel layer, as long as there is one."""

    def __init__(self, heard: Callable[[dict[str, Any]], None], changed: Callable[[], None]) -> None:
        self._heard = heard
        self._changed = changed
        self.away = False
        self._waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue(MOST_WAITING)

    def send(self, what: dict[str, Any]) -> None:
        """Tell the other processes, soon. Too many at once are dropped: they look by themselves."""
        if not self._waiting.full():
            self._waiting.put_nowait(what)

    def tasks(self) -> list["asyncio.Task[None]"]:
        """Start listening, sending and beating."""
        return [asyncio.create_task(each) for each in (self._listen(), self._send(), self._beat())]

    async def _send(self) -> None:
        while True:
            await groups.tell(await self._waiting.get())

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_EVERY_SECONDS)
            self.send(groups.message(groups.BEAT))

    async def _listen(self) -> None:
        while True:
            try:
                channel = await self._subscribe()
                self._note(away=False)
                while True:
                    await self._receive(channel)
            except groups.AWAY as reason:
                if not self.away:
                    log.warning("no hints from other processes (%r); looking into the database", reason)
                self._note(away=True)
            await self._reset()
            await asyncio.sleep(TRY_AGAIN_SECONDS)

    def _note(self, *, away: bool) -> None:
        """Whether other processes can be heard; the hub learns when that changes."""
        if away != self.away:
            self.away = away
            self._changed()

    async def _subscribe(self) -> str:
        layer = get_channel_layer()
        channel = await _bounded(layer.new_channel())
        await _bounded(layer.group_add(groups.GROUP, channel))
        return str(channel)

    async def _receive(self, channel: str) -> None:
        # Not wait_for: in Python 3.11 it may forget that the task was cancelled.
        async with asyncio.timeout(SILENT_AFTER_SECONDS):
            told = await get_channel_layer().receive(channel)
        if told.get("process") != groups.PROCESS:
            self._heard(told)

    async def _reset(self) -> None:
        """Let go of connections that may be dead."""
        try:
            await _bounded(get_channel_layer().flush())
        except groups.AWAY as reason:
            log.debug("the channel layer could not be reset: %r", reason)


async def _bounded(coroutine: Coroutine[Any, Any, Any]) -> Any:
    async with asyncio.timeout(groups.SECONDS_TO_WAIT):
        return await coroutine
