"""A clock that a test sets: seconds for what is due and for sockets, days for rights that end with one."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from networks.live import connection, hub
from networks.people import today as days
from tests.access import everywhere


class Clock:
    """The time in this process: as it is, and as much later as a test says."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        self.days = 0
        now, today, monotonic = timezone.now, days.today, hub.time.monotonic
        everywhere.replace(patch, "django.utils.timezone.now", lambda: now() + self._later)
        everywhere.replace(patch, "networks.people.today.today", lambda: today() + timedelta(days=self.days))
        ticking = SimpleNamespace(monotonic=lambda: monotonic() + self.seconds)
        patch.setattr(hub, "time", ticking)
        patch.setattr(connection, "time", ticking)

    @property
    def _later(self) -> timedelta:
        return timedelta(days=self.days, seconds=self.seconds)

    def next_day(self) -> None:
        """From now on it is tomorrow."""
        self.days += 1
