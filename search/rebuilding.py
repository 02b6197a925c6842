"""Building an index anew while people search and write."""

from collections.abc import Callable, Iterator
from datetime import UTC

from django.utils import timezone

from networks.events.searchable import Source, source_named, sources
from search.documents import documents_of
from search.engines.base import Engine
from search.engines.database import DatabaseEngine
from search.engines.database_writing import forget_unused, forget_words
from search.engines.elasticsearch import ElasticsearchEngine, away_if_silent, own_alias
from search.engines.elasticsearch_mapping import SETTINGS, SearchDocument
from search.indexing import BATCH, refresh
from search.models import Document

Say = Callable[[str], None]


def rebuild_database(engine: DatabaseEngine, say: Say) -> None:
    """Every document is written again in its place, so there is an index at every moment; what belongs to nothing goes."""
    with engine.writing() as before:
        forget_words()
    for source, pks in _everything():
        refresh(engine, source, pks)
    for name, left in _older_than(before).items():
        _settle(engine, name, left)
    with engine.writing():
        forget_unused()
    say(f"Index in the database: {Document.objects.count()} documents.")


def rebuild_elasticsearch(engine: ElasticsearchEngine, say: Say) -> None:
    """A new index beside the old one. Both are written to until the new one is complete; then the alias moves."""
    new = f"{engine.name}-{timezone.now().astimezone(UTC):%Y%m%d%H%M%S%f}"
    with away_if_silent():
        old = _old_indices(engine)
        _create(engine, new)
        for source, pks in _everything():
            _fill(engine, new, source, pks)
        _swap(engine, new, old)
        count = engine.writer.count(index=new)["count"]
    say(f"Index in Elasticsearch: {count} documents in {new}.")


def _everything() -> Iterator[tuple[Source, list[int]]]:
    for source in sources():
        for batch in source.all_ids():
            yield source, batch


def _older_than(ticket: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    rows = Document.objects.filter(ticket__lt=ticket).values_list("source", "object_id")
    for source, pk in rows:
        found.setdefault(source, set()).add(pk)
    return found


def _settle(engine: Engine, name: str, pks: set[int]) -> None:
    """What no source named in this pass: changed meanwhile, gone, or of a room that is gone."""
    source = source_named(name)
    if source:
        refresh(engine, source, pks)
        return
    with engine.writing() as ticket:
        engine.replace(name, sorted(pks), [], ticket)


def _old_indices(engine: ElasticsearchEngine) -> list[str]:
    if not engine.writer.indices.exists_alias(name=engine.kept):
        return []
    return engine.targets()


def _create(engine: ElasticsearchEngine, name: str) -> None:
    """With its alias of writers from the first moment: what changes while it is filled reaches it too."""
    index = SearchDocument._index.clone(name)
    index.settings(**SETTINGS)
    index.aliases(**{engine.kept: {}, own_alias(name): {}})
    index.create(using=engine.writer)


def _fill(engine: ElasticsearchEngine, new: str, source: Source, pks: list[int]) -> None:
    for start in range(0, len(pks), BATCH):
        batch = pks[start : start + BATCH]
        with engine.writing() as ticket:
            documents = [each for entry in source.load(batch) for each in documents_of(entry)]
            engine.write([new], source.name, batch, documents, ticket)


def _swap(engine: ElasticsearchEngine, new: str, old: list[str]) -> None:
    """Readers move in one step; then the old index goes."""
    actions = [{"add": {"index": new, "alias": engine.name}}]
    actions += [{"remove_index": {"index": each}} for each in old]
    engine.writer.indices.update_aliases(actions=actions)
