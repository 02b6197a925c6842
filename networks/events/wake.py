"""Wakes this process's relay thread when something was committed; other processes look by themselves every second."""

import threading

_something_happened = threading.Event()


def relay() -> None:
    """Tell the relay that there is work."""
    _something_happened.set()


def wait(seconds: float) -> None:
    """Sleep until there is work or the time is over."""
    _something_happened.wait(seconds)
    _something_happened.clear()
