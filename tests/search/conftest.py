"""Engines to test: the index in the database always, Elasticsearch where its server can be had."""

from collections.abc import Iterator
from typing import Any

import pytest

from networks.events import searchable
from search.engines.base import Engine
from search.engines.choosing import breaker, database_engine
from tests.search.own_index import own_index
from tests.search.world import World


@pytest.fixture(autouse=True)
def without_elasticsearch(settings: Any) -> None:
    """No test meets the index of another: those that want a server ask for `elasticsearch`."""
    settings.ELASTICSEARCH_URL = ""
    breaker.reset()


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """An empty world, whose source is the only one."""
    made = World()
    monkeypatch.setattr(searchable, "_sources", {"things": made.source()})
    return made


@pytest.fixture
def elasticsearch(settings: Any, world: World, elasticsearch_url: str) -> Iterator[Engine]:
    """A real server with an index of this test alone."""
    with own_index(settings, elasticsearch_url) as engine:
        yield engine


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=pytest.mark.services)])
def engine(request: pytest.FixtureRequest, world: World) -> Engine:
    """Each engine in turn; pages use it by themselves."""
    return request.getfixturevalue("elasticsearch") if request.param == "elasticsearch" else database_engine()
