"""Two real servers on one database: on a file without Redis, and on PostgreSQL with a Redis of their own."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.networks.live.servers import OwnRedis, database_beside
from tests.networks.live.site import Site


@pytest.fixture(scope="session")
def empty_database(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A file with all tables: copied from the database of this test run, which costs less than migrating again."""
    path = tmp_path_factory.mktemp("live") / "empty.sqlite3"
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
    return path


@pytest.fixture(scope="module")
def site(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two servers on one SQLite file, without Redis."""
    path = tmp_path_factory.mktemp("site") / "limes.sqlite3"
    if empty_database.exists():
        shutil.copy(empty_database, path)
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
