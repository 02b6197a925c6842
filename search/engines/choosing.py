"""Which engine answers: Elasticsearch where there is one and it is well, the database otherwise."""

import time

from django.conf import settings
from django.db import connection

from search.engines.base import Engine
from search.engines.database import DatabaseEngine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.postgres import PostgresEngine

# After a failure the next pages do not wait for Elasticsearch at all for so long.
PAUSE_SECONDS = 5.0


class _Breaker:
    """Remembers in this process that Elasticsearch did not answer."""

    def __init__(self) -> None:
        self.closed_until = 0.0

    def open(self) -> None:
        self.closed_until = time.monotonic() + PAUSE_SECONDS

    def reset(self) -> None:
        self.closed_until = 0.0

    def allows(self) -> bool:
        return time.monotonic() >= self.closed_until


breaker = _Breaker()


def database_engine() -> DatabaseEngine:
    """The index in the database, always kept."""
    return PostgresEngine() if connection.vendor == "postgresql" else EmbeddedEngine()


def elasticsearch_engine() -> ElasticsearchEngine | None:
    """Elasticsearch, where an address is set."""
    return ElasticsearchEngine(settings.ELASTICSEARCH_URL) if settings.ELASTICSEARCH_URL else None


def best_engine() -> Engine:
    """Elasticsearch unless it failed a moment ago."""
    found = elasticsearch_engine() if breaker.allows() else None
    return found or database_engine()


def is_limited(engine: Engine) -> bool:
    """Whether people get less than this installation means to give: Elasticsearch is set but did not answer."""
    return bool(settings.ELASTICSEARCH_URL) and isinstance(engine, DatabaseEngine)
