"""Work by the clock over the indices."""

import logging

from networks.events.schedule import every
from search.engines.choosing import elasticsearch_engine
from search.rebuilding import rebuild_elasticsearch

log = logging.getLogger("limes.search")


@every(minutes=5)
def build_where_nothing_was_built() -> bool:
    """A new Elasticsearch, or one that lost its disk, gets its index by itself. Whether it was built now.

    Raises EngineAway while the service does not answer: the clock comes again.
    """
    engine = elasticsearch_engine()
    if engine is None or engine.is_built():
        return False
    rebuild_elasticsearch(engine, log.info)
    return True
