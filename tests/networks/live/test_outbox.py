"""Frames on their way to one browser: bounded, and quiet when the browser is gone."""

import asyncio
from typing import Any

import pytest

from networks.live.frames import TOO_FAR_BEHIND
from networks.live.outbox import MOST_FRAMES, Outbox


async def until_closing(outbox: Outbox) -> None:
    async with asyncio.timeout(5):
        while not outbox.closing:
            await asyncio.sleep(0)


async def test_a_browser_that_left_between_two_frames_is_no_error() -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, said: complaints.append(said))

    async def gone(_message: dict[str, Any]) -> None:
        raise ConnectionResetError

    outbox = Outbox(gone)
    outbox.put("first")
    await until_closing(outbox)
    outbox.put("second")
    async with asyncio.timeout(1):
        await outbox.room()
        await outbox.stop()
    assert not complaints


async def test_what_is_no_departure_stays_an_error() -> None:
    async def broken(_message: dict[str, Any]) -> None:
        raise ValueError("not a browser's fault")

    outbox = Outbox(broken)
    outbox.put("first")
    await until_closing(outbox)
    with pytest.raises(ValueError, match="fault"):
        await outbox._task


async def test_a_reader_who_takes_nothing_is_told_to_fetch_the_page_anew() -> None:
    sent: list[dict[str, Any]] = []
    taking = asyncio.Event()

    async def slow(message: dict[str, Any]) -> None:
        await taking.wait()
        sent.append(message)

    outbox = Outbox(slow)
    for number in range(MOST_FRAMES + 1):
        outbox.put(str(number))
    assert outbox.closing
    taking.set()
    async with asyncio.timeout(5):
        await outbox._task
    assert sent[-1] == {"type": "websocket.close", "code": TOO_FAR_BEHIND}
    assert len(sent) <= 2
