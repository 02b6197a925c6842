"""Two worlds that differ only in what a role may not know answer every question alike, byte for byte."""

from collections.abc import Iterator
from typing import Any

import pytest

from networks.access.viewer import viewer_of
from search.asking import Asked
from search.engines.choosing import elasticsearch_engine
from search.finding import PAGE_SIZE, find
from search.verifying import differences as behind
from tests.access import figures
from tests.access.on_server import indexed_at, learn_everything
from tests.access.planted_records import COMMON
from tests.access.small_stage import SmallStage
from tests.access.twins import compare, plant_crowd

pytestmark = pytest.mark.django_db
LONG_CAST = ("visitor", "stranger", "member", "other_guest", "own_ncp")
EMBEDDED, SERVERS = "access.twins.different", "access.twins.different_on_elasticsearch"
WAITING = ".with_the_worker_stopped"


@pytest.fixture
def on_elasticsearch(small: SmallStage, elasticsearch_url: str) -> Iterator[None]:
    """A real server holds the world and answers; at the end it holds the other one, nothing more and nothing less."""
    with indexed_at(elasticsearch_url):
        yield
        learn_everything()
        assert [*behind(elasticsearch_engine())] == []


@pytest.fixture
def in_the_database(small: SmallStage, settings: Any) -> None:
    """The index in the database answers, whatever servers there are."""
    settings.ELASTICSEARCH_URL = ""


def nothing_differs(small: SmallStage, role: str, number: int, figure: str, **how: Any) -> None:
    compared = compare(small, role, number, **how)
    figures.count(figure, len(compared.leaks), compared.asked)
    assert compared.asked == number
    assert compared.rewritten > 0
    # Where a server is meant to answer it answers each question with words, and nobody stands in for it.
    assert compared.from_elasticsearch >= (number // 2 if figure.startswith(SERVERS) else 0)
    assert compared.leaks == [], "\n".join(map(str, compared.leaks))


@pytest.mark.parametrize("role", ["visitor", "other_guest"])
def test_the_worlds_of_a_role_answer_some_questions_alike(
    small: SmallStage, in_the_database: None, role: str
) -> None:
    nothing_differs(small, role, 16, EMBEDDED)


def test_they_do_so_with_the_worker_stopped(small: SmallStage, in_the_database: None) -> None:
    nothing_differs(small, "stranger", 16, EMBEDDED + WAITING, worker=False)


def test_whoever_may_know_what_is_other_is_answered_otherwise(
    small: SmallStage, in_the_database: None
) -> None:
    assert_told_apart(small)


@pytest.mark.proof
@pytest.mark.parametrize("role", LONG_CAST)
def test_the_worlds_of_a_role_answer_five_hundred_questions_alike(
    small: SmallStage, in_the_database: None, role: str
) -> None:
    nothing_differs(small, role, 500, EMBEDDED, crowd=PAGE_SIZE + 1)


@pytest.mark.proof
@pytest.mark.parametrize("role", LONG_CAST)
def test_they_answer_alike_while_the_worker_is_stopped(
    small: SmallStage, in_the_database: None, role: str
) -> None:
    nothing_differs(small, role, 200, EMBEDDED + WAITING, worker=False)


@pytest.mark.services
@pytest.mark.parametrize("role", ["visitor", "own_ncp"])
def test_they_do_so_on_elasticsearch_too(small: SmallStage, on_elasticsearch: None, role: str) -> None:
    nothing_differs(small, role, 20, SERVERS)


@pytest.mark.services
def test_they_do_so_on_elasticsearch_with_the_worker_stopped(
    small: SmallStage, on_elasticsearch: None
) -> None:
    nothing_differs(small, "stranger", 16, SERVERS + WAITING, worker=False)


@pytest.mark.services
def test_elasticsearch_answers_otherwise_whoever_may_know_what_is_other(
    small: SmallStage, on_elasticsearch: None
) -> None:
    assert_told_apart(small)


@pytest.mark.services
@pytest.mark.proof
@pytest.mark.parametrize("role", LONG_CAST)
def test_five_hundred_on_elasticsearch(small: SmallStage, on_elasticsearch: None, role: str) -> None:
    nothing_differs(small, role, 500, SERVERS, crowd=PAGE_SIZE + 1)


@pytest.mark.services
@pytest.mark.proof
@pytest.mark.parametrize("role", LONG_CAST)
def test_two_hundred_on_elasticsearch_with_the_worker_stopped(
    small: SmallStage, on_elasticsearch: None, role: str
) -> None:
    nothing_differs(small, role, 200, SERVERS + WAITING, worker=False)


@pytest.mark.proof
def test_there_are_pages_to_turn_for_everybody(small: SmallStage, in_the_database: None) -> None:
    plant_crowd(small, PAGE_SIZE + 1)
    assert find(viewer_of(None), Asked(COMMON, page=2)).page == 2


def assert_told_apart(small: SmallStage) -> None:
    """The worlds of a visitor are two to the owner, at most doors: a comparison that found nothing here never would."""
    compared = compare(small, "visitor", 12, reader="owner")
    assert len(compared.leaks) > compared.asked // 2
