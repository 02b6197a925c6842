"""The words that narrow a register's list are answered by search, under the same rule."""

import pytest

from kb.records import finding
from networks.access.enums import Label
from networks.access.viewer import VISITOR
from search import finding as searching
from search.engines.base import Engine
from tests.search.world import Thing, World, settle

pytestmark = [pytest.mark.django_db, pytest.mark.storage]


@pytest.fixture
def scanners(world: World) -> None:
    world.publish(Thing("Open scanner", "A scanner for lorries."), Label.CLEAR)
    world.publish(Thing("Closed scanner", "Another for lorries."), Label.AMBER)
    settle()


def test_a_list_is_narrowed_to_what_matches_and_may_be_known(scanners: None) -> None:
    found = finding.matching(VISITOR, "practices", "lorries")
    assert len(found.body | found.summary) == 1
    assert not found.limited


def test_a_misspelt_word_and_another_register_find_as_on_the_page_of_results(scanners: None) -> None:
    assert len(finding.matching(VISITOR, "practices", "scaner").body) == 1
    assert finding.matching(VISITOR, "trainers", "lorries") == finding.Found()
    assert finding.matching(VISITOR, "practices", '""') == finding.Found()


def test_where_more_matches_than_a_list_takes_the_newest_are_in_it_not_the_best(
    world: World, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_LISTED", 2)
    world.publish(Thing("Lorries, lorries, lorries"), Label.CLEAR)
    newer = [world.publish(Thing("Scanner", body="For lorries."), Label.CLEAR) for _each in range(2)]
    settle()
    assert finding.matching(VISITOR, "practices", "lorries").body == set(newer)
