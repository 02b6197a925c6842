"""Indexing by events. Two handlers, so that the index in the database never waits for Elasticsearch."""

from collections.abc import Sequence

from networks.events.models import Event
from networks.events.registry import handles
from search.engines.choosing import database_engine, elasticsearch_engine
from search.engines.database import DatabaseEngine
from search.engines.elasticsearch import ElasticsearchEngine
from search.indexing import index_events

KINDS = ("record.*", "topic.*", "post.*", "page.*", "marking.*", "person.*", "seat.*", "network.*")


@handles(DatabaseEngine.handler, *KINDS)
def index_in_database(events: Sequence[Event]) -> None:
    """Always: it is what people search in while Elasticsearch is away."""
    index_events(database_engine(), events)


@handles(ElasticsearchEngine.handler, *KINDS)
def index_in_elasticsearch(events: Sequence[Event]) -> None:
    """Where an address is set. Raises NotReachable while Elasticsearch is away or holds no index yet."""
    engine = elasticsearch_engine()
    if engine is not None:
        index_events(engine, events)
