"""Which of the two indexes answers makes no difference to what anybody learns."""

from collections.abc import Iterator

import pytest

from tests.access import figures
from tests.access.cast import CAST
from tests.access.engines import ask_both
from tests.access.on_server import indexed_at
from tests.access.planted_bugs import PlantedBug
from tests.access.planted_in_the_server import BUGS
from tests.access.small_stage import SmallStage
from tests.access.test_planted_bugs import is_met

pytestmark = [pytest.mark.django_db, pytest.mark.services]
QUICK = ("visitor", "other_guest", "member")


@pytest.fixture(scope="module")
def indexed(small: SmallStage, elasticsearch_url: str) -> Iterator[None]:
    """A server holds what the database holds. Nothing is written here, so one index serves every role."""
    with indexed_at(elasticsearch_url):
        yield


def they_agree(small: SmallStage, role: str, number: int) -> None:
    found = ask_both(small, role, number)
    figures.count("access.engines.forbidden", len(found.forbidden), found.asked)
    figures.count("access.engines.different", len(found.different), found.asked)
    assert found.hits > 0
    assert found.forbidden == []
    assert found.different == [], "\n".join(map(str, found.different))


@pytest.mark.parametrize("role", QUICK)
def test_both_engines_tell_a_role_the_same(small: SmallStage, indexed: None, role: str) -> None:
    they_agree(small, role, 10)


@pytest.mark.proof
@pytest.mark.parametrize("role", CAST)
def test_both_engines_tell_every_role_the_same(small: SmallStage, indexed: None, role: str) -> None:
    they_agree(small, role, 50)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_leak_planted_into_the_questions_to_the_server_is_met(
    small: SmallStage, indexed: None, bug: PlantedBug, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_met(bug, small, monkeypatch)


@pytest.mark.proof
def test_every_leak_planted_into_the_questions_to_the_server_is_met(
    small: SmallStage, indexed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for bug in BUGS:
        with monkeypatch.context() as patch:
            is_met(bug, small, patch, "access.planted_bugs.missed_on_elasticsearch")
