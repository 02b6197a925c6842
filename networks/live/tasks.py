"""Ending background tasks for good."""

import asyncio
from collections.abc import Iterable

PATIENCE_SECONDS = 0.2


async def end(tasks: Iterable["asyncio.Task[None]"]) -> None:
    """Cancel until they have ended: clients of services below may forget a cancellation that comes at a bad moment."""
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _ended, pending = await asyncio.wait(pending, timeout=PATIENCE_SECONDS)
