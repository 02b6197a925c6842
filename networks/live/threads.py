"""Threads in which sockets ask the database. Posting never keeps the hub from looking: it has a thread of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextvars import copy_context
from typing import ParamSpec, TypeVar

from django.db import connections

P = ParamSpec("P")
R = TypeVar("R")

_hub_thread = ThreadPoolExecutor(1, thread_name_prefix="live-hub")
_socket_threads = ThreadPoolExecutor(4, thread_name_prefix="live-socket")


async def in_hub_thread(ask: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a question of the hub."""
    return await _in_thread(_hub_thread, ask, *args, **kwargs)


async def in_socket_thread(ask: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run what a socket asked for."""
    return await _in_thread(_socket_threads, ask, *args, **kwargs)


async def _in_thread(executor: Executor, ask: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Not through sync_to_async: cancelling that waits for the thread and is then forgotten, so a task never ends."""
    context = copy_context()

    def tended() -> R:
        _tend()
        try:
            return context.run(ask, *args, **kwargs)
        finally:
            _tend()

    return await asyncio.get_running_loop().run_in_executor(executor, tended)


def _tend() -> None:
    """As Django does around each request. A healthy SQLite connection stays open: opening it costs more than a look."""
    for connection in connections.all(initialized_only=True):
        if connection.vendor != "sqlite" or connection.errors_occurred:
            connection.close_if_unusable_or_obsolete()
