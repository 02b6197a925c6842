"""Keeping an index: which things an event touches, and making the index hold what the database says about them now."""

from collections.abc import Collection, Iterator, Sequence

from networks.events.models import Event
from networks.events.searchable import Source, sources
from search.documents import documents_of
from search.engines.base import Engine

# Things written in one go.
BATCH = 200


def index_events(engine: Engine, events: Sequence[Event]) -> None:
    """Bring everything these events may have changed up to date. Doing it twice changes nothing."""
    for source in sources():
        wanted = [event for event in events if source.wants(event.kind)]
        if wanted:
            refresh(engine, source, source.ids_of(wanted))


def refresh(engine: Engine, source: Source, pks: Collection[int]) -> None:
    """Read the truth about these things and write it, batch by batch."""
    for batch in in_batches(sorted(pks)):
        with engine.writing() as ticket:
            documents = [each for entry in source.load(batch) for each in documents_of(entry)]
            engine.replace(source.name, batch, documents, ticket)


def in_batches(pks: Sequence[int]) -> Iterator[Sequence[int]]:
    """Slices of a size that one transaction or request takes well."""
    for start in range(0, len(pks), BATCH):
        yield pks[start : start + BATCH]
