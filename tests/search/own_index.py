"""An Elasticsearch index of one test alone."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from search.engines.base import Engine
from search.engines.choosing import breaker, elasticsearch_engine
from search.rebuilding import rebuild_elasticsearch


@contextmanager
def own_index(settings: Any, url: str) -> Iterator[Engine]:
    """Holds what the database holds now; search asks it until the end, and it goes away then."""
    settings.ELASTICSEARCH_URL = url
    settings.ELASTICSEARCH_INDEX = f"limes-test-{uuid.uuid4().hex[:12]}"
    breaker.reset()
    engine = elasticsearch_engine()
    rebuild_elasticsearch(engine, lambda words: None)
    try:
        yield engine
    finally:
        for index in engine.writer.indices.get(index=f"{engine.name}-*"):
            engine.writer.indices.delete(index=index)
