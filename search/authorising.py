"""From candidates to hits. The index helps, the database decides: only a `Hit` may be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from networks.access.enums import Part
from networks.access.models import MarkingToken
from networks.access.viewer import Viewer
from networks.events.searchable import Entry, source_named
from search.engines.base import Candidate, Thing
from search.highlighting import why
from search.query import Query


@dataclass(frozen=True)
class Hit:
    """One result, made of what stands in the database now, of the parts the reader may read now."""

    title: str
    summary: str
    url: str
    kind: str
    language: str
    label: str
    countries: tuple[str, ...]
    networks: tuple[str, ...]
    grade: str
    updated_at: datetime
    why: SafeString


def authorised(
    candidates: Sequence[Candidate], viewer: Viewer, query: Query
) -> tuple[list[Hit], frozenset[Thing]]:
    """Hits in the order of the candidates, and the things the database did not agree to."""
    entries = _entries(candidates)
    readable = _readable_parts(entries.values(), viewer)
    hits: list[Hit] = []
    refused: set[Thing] = set()
    for candidate in candidates:
        entry = entries.get(candidate.thing)
        if entry is not None and (entry.marking_id, _part_needed(candidate)) in readable:
            hits.append(_hit(entry, candidate.whole, query))
        else:
            refused.add(candidate.thing)
    return hits, frozenset(refused)


def _entries(candidates: Sequence[Candidate]) -> dict[Thing, Entry]:
    by_source: dict[str, set[int]] = {}
    for candidate in candidates:
        by_source.setdefault(candidate.source, set()).add(candidate.pk)
    found: dict[Thing, Entry] = {}
    for name, pks in by_source.items():
        source = source_named(name)
        for entry in source.load(pks) if source else ():
            found[(name, entry.pk)] = entry
    return found


def _readable_parts(entries: Iterable[Entry], viewer: Viewer) -> set[tuple[int, str]]:
    markings = {entry.marking_id for entry in entries}
    rows = MarkingToken.objects.filter(marking_id__in=markings, token__in=viewer.tokens)
    return set(rows.values_list("marking_id", "part").distinct())


def _part_needed(candidate: Candidate) -> Part | None:
    """What was matched decides: a match in the body needs the body, although the summary may still be read."""
    source = source_named(candidate.source)
    if source is None:
        return None
    return source.body_part if candidate.whole else source.summary_part


def _hit(entry: Entry, whole: bool, query: Query) -> Hit:
    return Hit(
        title=entry.title,
        summary=entry.summary,
        url=entry.url,
        kind=entry.kind,
        language=entry.language,
        label=entry.label,
        countries=entry.countries,
        networks=entry.networks if whole else (),
        grade=entry.grade,
        updated_at=entry.updated_at,
        why=why(entry, whole, query),
    )
