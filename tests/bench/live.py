"""How fast a post reaches 200 sockets of one server process: `python -m tests.bench.live [SOCKETS] [POSTS]`.

Prints one JSON line per figure. Also measures the end of rights with all of them open.
"""

import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from tests.figures import tell
from tests.networks.live.site import Browser, Site


async def arrivals(reader: Browser, number: int) -> list[float]:
    times = []
    for _each in range(number):
        await reader.hear("post", seconds=120)
        times.append(time.monotonic())
    return times


async def measure(site: Site, sockets: int, posts: int) -> None:
    async with AsyncExitStack() as stack:
        names = [name for name in site.cookies if name.startswith("member")]
        writer = await stack.enter_async_context(site.browser("anna"))
        readers: list[Any] = []
        started = time.monotonic()
        for number in range(sockets):
            reader = await stack.enter_async_context(site.browser(names[number % len(names)]))
            await reader.follow(site.topic, after=10_000)
            readers.append(reader)
        tell("live.open_seconds", time.monotonic() - started, None, sockets)
        waiting = [asyncio.create_task(arrivals(reader, posts)) for reader in readers]
        sent = []
        for number in range(posts):
            sent.append(time.monotonic())
            await writer.post(site.topic, f"Number {number}")
            await writer.hear("accepted", seconds=60)
        heard = await asyncio.gather(*waiting)
        delays = sorted(at - sent[place] for times in heard for place, at in enumerate(times))
        tell("live.delay_p50_seconds", statistics.median(delays), None, len(delays))
        tell("live.delay_p99_seconds", delays[int(len(delays) * 0.99)], 1.0, len(delays))
        span = max(times[-1] for times in heard) - sent[0]
        tell("live.delivered_per_second", len(delays) / span, None, len(delays))
        await burst(site, readers, posts)
        await ended(site, readers)


async def burst(site: Site, readers: list[Browser], posts: int) -> None:
    """Many posts at once from another process: what the hub delivers when posting is not the bound."""
    waiting = [asyncio.create_task(arrivals(reader, posts)) for reader in readers]
    await asyncio.to_thread(site.actor, "say_often", who="anna", topic=site.topic, number=posts)
    heard = await asyncio.gather(*waiting)
    first, last = min(times[0] for times in heard), max(times[-1] for times in heard)
    tell("live.burst_per_second", len(readers) * posts / max(last - first, 0.001), None, len(readers) * posts)


async def ended(site: Site, readers: list[Browser]) -> None:
    started = time.monotonic()
    await asyncio.to_thread(site.actor, "end_all_memberships")
    left = time.monotonic()
    codes = await asyncio.gather(*(reader.closed(60) for reader in readers))
    tell("live.rights_end_seconds", time.monotonic() - left, 2.0, len(readers))
    tell("live.wrongly_closed", sum(code != 4403 for code in codes), 0, len(readers))
    tell("live.taking_rights_away_seconds", left - started, None, 1)


def main(sockets: int = 200, posts: int = 50) -> None:
    folder = Path(tempfile.mkdtemp(prefix="limes-bench-"))
    site = Site(f"sqlite:///{folder / 'limes.sqlite3'}", number=1, extra=min(sockets, 50))
    try:
        asyncio.run(measure(site.start(), sockets, posts))
    finally:
        site.stop()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
