"""The servers Limes works with, by name."""

from collections.abc import Callable, Iterable

from tests.services.elasticsearch_node import Elasticsearch
from tests.services.postgresql import PostgreSQL
from tests.services.redis_server import Redis
from tests.services.service import Service

SERVICES: dict[str, Callable[[], Service]] = {
    PostgreSQL.name: PostgreSQL,
    Redis.name: Redis,
    Elasticsearch.name: Elasticsearch,
}


def chosen(names: Iterable[str]) -> list[Service]:
    """The named services, all of them when none is named. Raises KeyError for an unknown name."""
    return [SERVICES[name]() for name in (list(names) or SERVICES)]
