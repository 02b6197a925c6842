"""Two real servers on one database: on a file without Redis, and on PostgreSQL with a Redis of their own."""

import shutil
from collections.abc import Iterator

import pytest

from tests.migrated import migrated_database
from tests.networks.live.servers import OwnRedis, database_beside
from tests.networks.live.site import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two servers on one SQLite file, without Redis."""
    path = tmp_path_factory.mktemp("site") / "limes.sqlite3"
    shutil.copy(migrated_database(), path)
    running = Site(f"sqlite:///{path}")
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="module")
def redis_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnRedis]:
    """A Redis that these tests may stop."""
    redis = OwnRedis(tmp_path_factory.mktemp("redis"))
    try:
        yield redis.start()
    finally:
        redis.stop()


@pytest.fixture(scope="module")
def served(postgres_url: str, redis_of_our_own: OwnRedis) -> Iterator[Site]:
    """Two servers on PostgreSQL, with Redis."""
    with database_beside(postgres_url) as url:
        running = Site(url, redis_of_our_own.url)
        try:
            yield running.start()
        finally:
            running.stop()
