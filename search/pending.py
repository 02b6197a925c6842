"""What an index does not know yet. It is left out of every result, so an index that is behind shows nothing it should not."""

from collections.abc import Iterable
from dataclasses import dataclass

from networks.access.models import MarkingToken
from networks.access.viewer import Viewer
from networks.events.models import Delivery, DeliveryState, Event
from networks.events.searchable import Source, source_named, sources
from search.engines.base import Thing

# More than this an index cannot leave out one by one; then the source rests until the worker has caught up.
MOST_EVENTS = 20_000


@dataclass(frozen=True)
class Pending:
    """Things left out, and sources that are left out altogether because too much of them is waiting."""

    things: frozenset[Thing] = frozenset()
    resting: frozenset[str] = frozenset()


def pending(*handlers: str) -> Pending:
    """What one of these handlers has not been told of, or could not index: from the database, at this moment."""
    waiting = Delivery.objects.filter(handler__in=handlers).exclude(state=DeliveryState.DONE)
    ids = set(waiting.order_by().values_list("event_id", flat=True).distinct()[: MOST_EVENTS + 1])
    if not ids:
        return Pending()
    if len(ids) > MOST_EVENTS:
        return Pending(resting=frozenset(source.name for source in sources()))
    events = list(Event.objects.filter(pk__in=waiting.order_by().values("event_id")))
    return Pending(frozenset(thing for source in sources() for thing in _things(source, events)))


def readable_count(waiting: Pending, viewer: Viewer) -> int:
    """How many of the things left out this reader may read: the others are not even counted."""
    by_source: dict[str, set[int]] = {}
    for source, pk in waiting.things:
        by_source.setdefault(source, set()).add(pk)
    return sum(_readable(source_named(name), pks, viewer) for name, pks in by_source.items())


def _things(source: Source, events: Iterable[Event]) -> set[Thing]:
    wanted = [event for event in events if source.wants(event.kind)]
    return {(source.name, pk) for pk in source.ids_of(wanted)} if wanted else set()


def _readable(source: Source | None, pks: set[int], viewer: Viewer) -> int:
    if source is None:
        return 0
    if source.readable is not None:
        return len(source.readable(viewer, pks, source.summary_part or source.body_part))
    markings = source.markings_of(pks)
    parts = [part for part in (source.body_part, source.summary_part) if part]
    rows = MarkingToken.objects.filter(
        marking_id__in=set(markings.values()), part__in=parts, token__in=viewer.tokens
    )
    seen = set(rows.values_list("marking_id", flat=True))
    return sum(marking in seen for marking in markings.values())
