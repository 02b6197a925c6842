"""An index that is behind shows nothing it should not, and says that it is behind."""

import random

import pytest
from django.utils import timezone

from networks.access.enums import Label
from networks.access.viewer import VISITOR
from networks.events.models import Delivery
from search import pending
from search.asking import Asked
from search.engines.base import Engine
from search.finding import find, suggest
from tests.search.world import Thing, World, random_thing, settle

pytestmark = [pytest.mark.django_db, pytest.mark.storage]


def test_what_was_narrowed_is_gone_before_the_index_knows(world: World, engine: Engine) -> None:
    pk = world.publish(Thing("Open scanner", "A scanner.", "Details of the scanner."), Label.CLEAR)
    settle()
    assert find(VISITOR, Asked("scanner")).total == 1
    world.remark(pk, label=Label.AMBER)
    found = find(VISITOR, Asked("scanner"))
    assert (found.total, found.facets, found.waiting, found.shown_for) == (0, {}, 0, "")
    assert find(VISITOR, Asked("scaner")).shown_for == ""
    assert suggest(VISITOR, "open") == []
    settle()
    assert find(VISITOR, Asked("scanner")).total == 0
    assert find(world.member("risk"), Asked("scanner")).total == 1


def test_one_reads_how_many_of_the_things_one_may_read_are_being_indexed(
    world: World, engine: Engine
) -> None:
    world.publish(Thing("New for members"))
    world.publish(Thing("New for everybody"), Label.CLEAR)
    assert find(world.member("risk"), Asked("new")).waiting == 2
    assert find(VISITOR, Asked("new")).waiting == 1
    settle()
    assert find(world.member("risk"), Asked("new")).waiting == 0


def test_a_word_that_was_taken_out_of_a_text_no_longer_finds(world: World, engine: Engine) -> None:
    pk = world.publish(Thing("Seals", body="The secret is a bolt."))
    settle()
    world.change(pk, body="Nothing here.")
    assert find(world.member("risk"), Asked("bolt")).total == 0
    settle()
    assert find(world.member("risk"), Asked("bolt")).total == 0
    assert find(world.member("risk"), Asked("nothing")).total == 1


def test_what_was_withdrawn_is_gone_at_once(world: World, engine: Engine) -> None:
    pk = world.publish(Thing("Seals"))
    settle()
    world.withdraw(pk)
    assert find(world.member("risk"), Asked("seals")).total == 0
    settle()
    assert find(world.member("risk"), Asked("seals")).total == 0


def test_even_a_lost_event_shows_nothing_and_counts_nothing(world: World, engine: Engine) -> None:
    kept = world.publish(Thing("Scanner that stays"), Label.CLEAR)
    pk = world.publish(Thing("Scanner that goes"), Label.CLEAR)
    settle()
    world.remark(pk, label=Label.AMBER)
    Delivery.objects.all().delete()
    found = find(VISITOR, Asked("scanner"))
    assert ([hit.title for hit in found.hits], found.total) == (["Scanner that stays"], 1)
    assert found.facets["kind"] == {"practices": 1}
    assert kept


def test_a_thousand_changes_at_once_are_left_out_one_by_one(world: World, engine: Engine) -> None:
    chance = random.Random(1)
    pks = [world.publish(random_thing(chance, number), Label.CLEAR) for number in range(1, 31)]
    settle()
    for pk in pks[:20]:
        world.remark(pk, label=Label.AMBER)
    found = find(VISITOR, Asked("", {"kind": ("practices", "trainers")}))
    assert found.total == 10


def test_too_many_changes_leave_the_source_out_altogether(
    world: World, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        world.publish(Thing(f"Scanner {number}"), Label.CLEAR)
    settle()
    monkeypatch.setattr(pending, "MOST_EVENTS", 2)
    for pk in list(world.things)[:3]:
        world.remark(pk, label=Label.AMBER)
    found = find(VISITOR, Asked("scanner"))
    assert (found.total, found.resting) == (0, True)


def test_being_told_twice_changes_nothing(world: World, engine: Engine) -> None:
    world.publish(Thing("Scanner"), Label.CLEAR)
    settle()
    Delivery.objects.update(state="waiting", due_at=timezone.now())
    settle()
    assert find(VISITOR, Asked("scanner")).total == 1
