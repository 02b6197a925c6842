"""What processes tell each other, through the channel layer: hints, never content.

Losing a hint loses nothing: every hub looks into the database by itself. So a Redis that is away or hangs costs a
bounded moment and is no error.
"""

import asyncio
import logging
import time
from typing import Any
from uuid import uuid4

from asgiref.sync import async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer
from redis.exceptions import RedisError

from networks.live.counters import counters

log = logging.getLogger("limes.live")

GROUP = "limes.live"
PROCESS = uuid4().hex
SECONDS_TO_WAIT = 1.0
SECONDS_TO_PAUSE = 3.0

# What the layer raises when its service is away.
AWAY = (OSError, TimeoutError, RedisError)

MOVED = "live.moved"
TYPING = "live.typing"
PRESENCE = "live.presence"
NOTICE = "live.notice"
BEAT = "live.beat"


class _Breaker:
    """After a failure nothing is sent for a moment, so that a hanging Redis is waited for once, not at every post."""

    def __init__(self) -> None:
        self.closed_until = 0.0

    @property
    def open(self) -> bool:
        return time.monotonic() >= self.closed_until

    def failed(self, reason: BaseException) -> None:
        counters.hints_failed += 1
        self.closed_until = time.monotonic() + SECONDS_TO_PAUSE
        log.warning("other processes could not be told (%r); they look by themselves", reason)


_breaker = _Breaker()


def message(kind: str, **parts: object) -> dict[str, Any]:
    """A message to all hubs, with the process it comes from."""
    return {"type": kind, "process": PROCESS, **parts}


async def tell(what: dict[str, Any]) -> bool:
    """Send to all hubs within a second. False when that was not possible."""
    if not _breaker.open:
        return False
    try:
        async with asyncio.timeout(SECONDS_TO_WAIT):
            await get_channel_layer().group_send(GROUP, what)
    except AWAY as reason:
        _breaker.failed(reason)
        return False
    return True


def tell_from_thread(what: dict[str, Any]) -> bool:
    """The same from a thread without a loop: relay and commands. An in-memory layer reaches nobody from here."""
    if isinstance(get_channel_layer(), InMemoryChannelLayer):
        return False
    return bool(async_to_sync(tell)(what))
