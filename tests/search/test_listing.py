"""The words that narrow a register's list are answered by search, under the same rule."""

import pytest

from kb.records import finding
from networks.access.enums import Label
from networks.access.viewer import VISITOR
from tests.search.world import Thing, World, settle

pytestmark = [pytest.mark.django_db, pytest.mark.storage]


@pytest.fixture
def scanners(world: World) -> None:
    world.publish(Thing("Open scanner", "A scanner for lorries."), Label.CLEAR)
    world.publish(Thing("Closed scanner", "Another for lorries."), Label.AMBER)
    settle()


def test_a_list_is_narrowed_to_what_matches_and_may_be_known(scanners: None) -> None:
    found = finding.ids_for(VISITOR, "practices", "lorries")
    assert len(found.ids) == 1
    assert not found.limited


def test_a_misspelt_word_and_another_register_find_as_on_the_page_of_results(scanners: None) -> None:
    assert len(finding.ids_for(VISITOR, "practices", "scaner").ids) == 1
    assert finding.ids_for(VISITOR, "trainers", "lorries").ids == []
    assert finding.ids_for(VISITOR, "practices", '""').ids == []
