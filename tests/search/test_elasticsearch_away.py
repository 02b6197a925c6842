"""Elasticsearch may go and come back: pages go on, nothing is lost."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from networks.access.enums import Label
from networks.access.viewer import VISITOR
from networks.events.models import Delivery
from search.asking import Asked
from search.engines.base import Engine
from search.engines.choosing import breaker, elasticsearch_engine
from search.finding import find, suggest
from search.verifying import differences
from tests.search.world import Thing, World, settle
from tests.timing import stopwatch

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def nobody_listens(settings: Any) -> str:
    """An address at which connections are refused."""
    with socket.socket() as spare:
        spare.bind(("127.0.0.1", 0))
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{spare.getsockname()[1]}"
    return settings.ELASTICSEARCH_URL


@pytest.fixture
def nobody_answers(settings: Any) -> Iterator[None]:
    """An address that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{silent.getsockname()[1]}"
        yield


def test_the_database_answers_and_the_page_says_that_search_is_limited(
    world: World, nobody_listens: str
) -> None:
    world.publish(Thing("Scanner"), Label.CLEAR)
    settle()
    found = find(VISITOR, Asked("scaner"))
    assert (found.total, found.limited, found.shown_for) == (1, True, "scanner")
    assert [hit.title for hit in suggest(VISITOR, "scan")] == ["Scanner"]
    page = Client().get("/search/?q=scanner")
    assert page.status_code == 200
    assert "Search is limited" in page.content.decode()


def test_a_page_waits_once_for_a_silent_server_and_then_not_at_all(
    world: World, nobody_answers: None
) -> None:
    for seconds in (2, 0.5):
        with stopwatch() as passed:
            assert find(VISITOR, Asked("scanner")).limited
            assert passed() < seconds


def test_what_was_not_delivered_waits_for_elasticsearch_only(world: World, nobody_listens: str) -> None:
    world.publish(Thing("Scanner"), Label.CLEAR)
    settle()
    states = dict(Delivery.objects.filter(handler__startswith="search").values_list("handler", "state"))
    assert states == {"search": "done", "search.elasticsearch": "waiting"}


@pytest.mark.services
def test_what_was_missed_is_indexed_when_it_is_back(
    world: World, elasticsearch: Engine, settings: Any, nobody_listens: str
) -> None:
    back = elasticsearch.reader.transport.node_pool.get().base_url
    world.publish(Thing("Scanner"), Label.CLEAR)
    settle()
    assert find(VISITOR, Asked("scanner")).limited
    settings.ELASTICSEARCH_URL = back
    breaker.reset()
    found = find(VISITOR, Asked("scanner"))
    assert (found.total, found.waiting, found.limited) == (0, 1, False)
    Delivery.objects.update(due_at=timezone.now())
    settle()
    found = find(VISITOR, Asked("scanner"))
    assert (found.total, found.waiting, found.limited) == (1, 0, False)
    assert list(differences(elasticsearch_engine())) == []


@pytest.mark.services
def test_an_index_that_was_removed_is_as_good_as_away(world: World, elasticsearch: Engine) -> None:
    world.publish(Thing("Scanner"), Label.CLEAR)
    settle()
    for index in elasticsearch.targets():
        elasticsearch.writer.indices.delete(index=index)
    assert find(VISITOR, Asked("scanner")).limited
    world.publish(Thing("Scanner again"), Label.CLEAR)
    settle()
    assert Delivery.objects.filter(handler="search.elasticsearch", state="waiting").exists()
    assert not elasticsearch.writer.indices.get(index=f"{elasticsearch.name}*")
