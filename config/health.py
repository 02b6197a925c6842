"""Which services answer, in one word each: nothing of it tells a stranger what is kept here, how much, or by what version."""

import time
from collections.abc import Callable
from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from networks.events.models import Delivery, DeliveryState
from search.engines.base import EngineAway
from search.engines.choosing import elasticsearch_engine

OK, AWAY, UNUSED, BEHIND = "ok", "away", "unused", "behind"
# An event that nobody has handled after this time means that the worker stands still.
BEHIND_AFTER = timedelta(minutes=2)
SECONDS_TO_WAIT = 1.0
# Whoever asks again and again makes no work for the services.
SECONDS_KEPT = 2.0


def states() -> dict[str, str]:
    """State by service. Without the database nothing can be served; without the others something is limited."""
    now = time.monotonic()
    if now >= _kept.until:
        _kept.states = {name: ask() for name, ask in SERVICES.items()}
        _kept.until = time.monotonic() + SECONDS_KEPT
    return _kept.states


def can_serve(found: dict[str, str]) -> bool:
    """Whether pages can be served at all."""
    return found["database"] == OK


class _Kept:
    """The last answer of this process."""

    states: dict[str, str] = {}
    until = 0.0


_kept = _Kept()


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return AWAY
    return OK


def _redis() -> str:
    if not settings.REDIS_URL:
        return UNUSED
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=SECONDS_TO_WAIT, socket_connect_timeout=SECONDS_TO_WAIT
    )
    try:
        with client:
            client.ping()
    except redis.RedisError:
        return AWAY
    return OK


def _elasticsearch() -> str:
    engine = elasticsearch_engine()
    if engine is None:
        return UNUSED
    try:
        engine.check()
    except EngineAway:
        return AWAY
    return OK


def _events() -> str:
    late = Delivery.objects.filter(state=DeliveryState.WAITING, due_at__lte=timezone.now() - BEHIND_AFTER)
    try:
        return BEHIND if late.exists() else OK
    except DatabaseError:
        return AWAY


SERVICES: dict[str, Callable[[], str]] = {
    "database": _database,
    "redis": _redis,
    "elasticsearch": _elasticsearch,
    "events": _events,
}
