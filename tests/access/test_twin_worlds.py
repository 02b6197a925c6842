"""Two worlds that differ only in what a role may not know answer every question alike, byte for byte."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from networks.events import relay
from networks.events.models import Delivery
from search.engines.choosing import elasticsearch_engine
from search.verifying import differences as behind
from tests.access import figures
from tests.access.small_stage import SmallStage
from tests.access.twins import differences
from tests.search.own_index import own_index

pytestmark = pytest.mark.django_db
LONG_CAST = ("visitor", "stranger", "member", "other_guest", "own_ncp")


@pytest.fixture
def on_elasticsearch(small: SmallStage, settings: Any, elasticsearch_url: str) -> Iterator[None]:
    """A real server holds the world and answers; at the end it holds the other one, nothing more and nothing less."""
    with own_index(settings, elasticsearch_url):
        # What waited for a server while the world was made has come with the index.
        Delivery.objects.update(due_at=timezone.now())
        relay.drain()
        yield
        assert [*behind(elasticsearch_engine())] == []


def nothing_differs(
    small: SmallStage, role: str, number: int, figure: str = "access.twins.different"
) -> None:
    found, asked = differences(small, role, number)
    figures.count(figure, len(found), asked)
    assert asked == number
    assert found == [], "\n".join(map(str, found))


@pytest.mark.parametrize("role", ["visitor", "other_guest"])
def test_the_worlds_of_a_role_answer_some_questions_alike(small: SmallStage, role: str) -> None:
    nothing_differs(small, role, 16)


@pytest.mark.proof
@pytest.mark.parametrize("role", LONG_CAST)
def test_the_worlds_of_a_role_answer_five_hundred_questions_alike(small: SmallStage, role: str) -> None:
    nothing_differs(small, role, 500)


@pytest.mark.services
@pytest.mark.parametrize("role", ["visitor", "own_ncp"])
def test_they_do_so_on_elasticsearch_too(small: SmallStage, on_elasticsearch: None, role: str) -> None:
    nothing_differs(small, role, 24, "access.twins.different_on_elasticsearch")


@pytest.mark.proof
@pytest.mark.parametrize("role", LONG_CAST)
def test_five_hundred_on_elasticsearch(small: SmallStage, on_elasticsearch: None, role: str) -> None:
    nothing_differs(small, role, 500, "access.twins.different_on_elasticsearch")
