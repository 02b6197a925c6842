"""Building anew while people write, and comparing an index with the database."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from networks.access.enums import Label
from networks.access.viewer import VISITOR
from networks.events import searchable
from networks.events.models import Delivery
from search.asking import Asked
from search.documents import documents_of
from search.engines.base import Engine, EngineAway
from search.engines.elasticsearch import ElasticsearchEngine
from search.finding import find
from search.models import Audience, Document, Word
from search.scheduled import build_where_nothing_was_built
from search.verifying import differences
from tests.search.world import Thing, World, settle

pytestmark = [pytest.mark.django_db, pytest.mark.storage]


def interrupted(world: World, monkeypatch: pytest.MonkeyPatch, act: Callable[[int], None]) -> None:
    """Hand out the ids in threes, and do something between any two batches."""

    def batches() -> Iterator[list[int]]:
        pks = sorted(world.things)
        for start in range(0, len(pks), 3):
            yield pks[start : start + 3]
            act(start)

    monkeypatch.setitem(searchable._sources, "things", replace(world.source(), all_ids=batches))


def test_nothing_is_missing_stale_or_back_after_a_rebuild_under_writes(
    world: World, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    pks = [world.publish(Thing(f"Scanner {number}", body="before"), Label.CLEAR) for number in range(12)]
    settle()

    late: list[int] = []

    def write(start: int) -> None:
        if start >= len(pks):
            return
        late.append(world.publish(Thing(f"Late scanner {start}"), Label.CLEAR))
        if pks[start] in world.things:
            world.withdraw(pks[start])
        world.change(pks[start + 1], body="after")
        world.remark(
            pks[(start + 5) % 12] if pks[(start + 5) % 12] in world.things else pks[2], label=Label.GREEN
        )
        settle()
        assert find(VISITOR, Asked("late")).total == len(late)

    interrupted(world, monkeypatch, write)
    call_command("search_rebuild", stdout=StringIO())
    monkeypatch.setitem(searchable._sources, "things", world.source())
    assert list(differences(engine)) == []
    assert find(world.member(), Asked("scanner")).total == len(world.things)
    assert len(late) >= 4


def test_a_wiped_index_is_whole_again_after_a_rebuild(world: World, engine: Engine) -> None:
    world.publish(Thing("Scanner"), Label.CLEAR, tell=False)
    Delivery.objects.all().delete()
    with pytest.raises(CommandError):
        call_command("search_verify", stdout=StringIO())
    call_command("search_rebuild", stdout=StringIO())
    call_command("search_verify", stdout=StringIO())
    assert find(VISITOR, Asked("scaner")).shown_for == "scanner"


def test_verify_names_what_is_missing_what_is_old_and_what_has_other_readers(
    world: World, engine: Engine
) -> None:
    changed = world.publish(Thing("Changed"))
    narrowed = world.publish(Thing("Narrowed"), Label.CLEAR)
    settle()
    assert list(differences(engine)) == []
    missing = world.publish(Thing("Missing"))
    world.change(changed, title="Changed since")
    world.remark(narrowed, label=Label.AMBER)
    said = "\n".join(differences(engine))
    assert f"things {missing} (whole) is missing" in said
    assert f"things {changed} (whole) is version" in said
    assert f"things {narrowed} (whole) has other readers in the index" in said
    settle()
    assert list(differences(engine)) == []


def test_verify_prints_and_fails(world: World, engine: Engine) -> None:
    world.publish(Thing("Missing"))
    out = StringIO()
    with pytest.raises(CommandError, match="differences"):
        call_command("search_verify", stdout=out)
    assert "is missing" in out.getvalue()


@pytest.mark.services
def test_a_write_that_comes_late_does_not_bring_back_the_past(world: World, elasticsearch: Engine) -> None:
    pk = world.publish(Thing("Old scanner"), Label.CLEAR)
    source = world.source()
    with elasticsearch.writing() as early:
        old = [each for entry in source.load([pk]) for each in documents_of(entry)]
    world.withdraw(pk)
    settle()
    elasticsearch.replace("things", [pk], old, early)
    assert list(differences(elasticsearch)) == []


def test_a_rebuild_forgets_words_and_audiences_nobody_has(world: World) -> None:
    pk = world.publish(Thing("Scanner"), Label.CLEAR)
    world.publish(Thing("Drone"), Label.AMBER)
    settle()
    world.withdraw(pk)
    settle()
    assert Word.objects.get(text="scanner").for_all == 0
    call_command("search_rebuild", stdout=StringIO())
    assert not Word.objects.filter(text="scanner").exists()
    assert (Document.objects.count(), Audience.objects.count()) == (1, 1)


@pytest.mark.services
def test_a_service_without_an_index_gets_one_by_the_clock(
    world: World, elasticsearch: ElasticsearchEngine
) -> None:
    world.publish(Thing("Scanner"), Label.CLEAR)
    settle()
    assert not build_where_nothing_was_built(), "what stands is left alone"
    for index in elasticsearch.targets():
        elasticsearch.writer.indices.delete(index=index)
    with pytest.raises(EngineAway):
        elasticsearch.check()
    assert build_where_nothing_was_built()
    assert list(differences(elasticsearch)) == []
    assert not find(VISITOR, Asked("scanner")).limited


def test_without_elasticsearch_the_clock_builds_nothing(world: World) -> None:
    assert not build_where_nothing_was_built()
