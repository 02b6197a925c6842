"""What a watchman asks: does it live, can it serve, what is away."""

from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from config import health
from networks.events.models import Delivery, DeliveryState
from networks.events.recording import record
from tests import factories

pytestmark = pytest.mark.django_db
NOBODY_LISTENS = "127.0.0.1:9"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test asks the services themselves."""
    health._kept.until = 0.0


def asked() -> tuple[int, dict[str, str]]:
    answer = Client().get("/readyz")
    return answer.status_code, answer.json()


def test_with_the_embedded_parts_alone_it_can_serve() -> None:
    told = {"database": "ok", "redis": "unused", "elasticsearch": "unused", "events": "ok"}
    assert asked() == (200, told)


def test_without_redis_and_elasticsearch_it_still_serves_and_says_who_is_away(settings: Any) -> None:
    settings.REDIS_URL = f"redis://{NOBODY_LISTENS}/0"
    settings.ELASTICSEARCH_URL = f"http://{NOBODY_LISTENS}"
    status, told = asked()
    assert status == 200
    assert (told["redis"], told["elasticsearch"]) == ("away", "away")


@pytest.mark.services
def test_redis_and_elasticsearch_that_answer_are_fine(
    settings: Any, redis_url: str, elasticsearch_url: str
) -> None:
    settings.REDIS_URL, settings.ELASTICSEARCH_URL = redis_url, elasticsearch_url
    settings.ELASTICSEARCH_INDEX = "never-built"
    told = asked()[1]
    assert told["redis"] == "ok"
    assert told["elasticsearch"] == "away", "a server without our index answers nothing"


def test_events_that_nobody_handles_are_told_without_their_number() -> None:
    record("network.opened", factories.NetworkFactory.create(), None)
    waiting = Delivery.objects.filter(handler="search", state=DeliveryState.WAITING)
    assert waiting.update(due_at=timezone.now() - timedelta(minutes=3)) == 1
    assert asked() == (
        200,
        {"database": "ok", "redis": "unused", "elasticsearch": "unused", "events": "behind"},
    )


def test_without_its_database_it_cannot_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "connection", Mock(cursor=Mock(side_effect=OperationalError("gone"))))
    status, told = asked()
    assert status == 503
    assert told["database"] == "away"


def test_whoever_asks_again_and_again_makes_no_work(django_assert_num_queries: Any) -> None:
    asked()
    with django_assert_num_queries(0):
        asked()
