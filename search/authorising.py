"""From candidates to hits. The index helps, the database decides: only a `Hit` may be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from networks.access.enums import Part
from networks.access.models import MarkingToken
from networks.access.viewer import Viewer
from networks.events.searchable import source_named
from networks.text.titles import Title
from search.engines.base import Candidate, Thing
from search.highlighting import why
from search.models import Shown
from search.query import Query


@dataclass(frozen=True)
class Hit:
    """One result, of a document whose part the reader may read now."""

    title: Title
    summary: Title
    url: str
    kind: str
    language: str
    label: str
    countries: tuple[str, ...]
    networks: tuple[str, ...]
    grade: str
    pointer: bool
    held_by: str
    updated_at: datetime
    why: SafeString


def authorised(
    candidates: Sequence[Candidate], viewer: Viewer, query: Query
) -> tuple[list[Hit], frozenset[Thing]]:
    """Hits in the order of the candidates, and the things the database did not agree to: two queries for any page."""
    shown = _shown(candidates)
    marked = _readable_parts((each.marking_id for each in shown.values()), viewer)
    unmarked = _readable_without_marking(candidates, viewer)
    agreed = [
        each
        for each in candidates
        if each in shown and (each in unmarked or (shown[each].marking_id, _part_needed(each)) in marked)
    ]
    titles = _titles(agreed, viewer)
    hits: list[Hit] = []
    refused: set[Thing] = set()
    for candidate in candidates:
        if candidate in agreed:
            hits.append(_hit(shown[candidate], query, titles.get(candidate.thing)))
        else:
            refused.add(candidate.thing)
    return hits, frozenset(refused)


def _shown(candidates: Sequence[Candidate]) -> dict[Candidate, Shown]:
    rows = Shown.objects.filter(
        document__source__in={each.source for each in candidates},
        document__object_id__in={each.pk for each in candidates},
    ).select_related("document")
    by_candidate = {
        Candidate(row.document.source, row.document.object_id, row.document.whole): row for row in rows
    }
    return {each: by_candidate[each] for each in candidates if each in by_candidate}


def _readable_parts(markings: Iterable[int], viewer: Viewer) -> set[tuple[int, str]]:
    rows = MarkingToken.objects.filter(marking_id__in=set(markings), token__in=viewer.tokens)
    return set(rows.values_list("marking_id", "part").distinct())


def _readable_without_marking(candidates: Sequence[Candidate], viewer: Viewer) -> set[Candidate]:
    """Of sources whose things have no marking: what the room itself says of them."""
    found: set[Candidate] = set()
    for name, whole in {(each.source, each.whole) for each in candidates}:
        source = source_named(name)
        if source is None or source.readable is None:
            continue
        part = source.body_part if whole else source.summary_part
        if part is not None:
            pks = [each.pk for each in candidates if (each.source, each.whole) == (name, whole)]
            found |= {Candidate(name, pk, whole) for pk in source.readable(viewer, pks, part)}
    return found


def _part_needed(candidate: Candidate) -> Part | None:
    """What was matched decides: a match in the body needs the body, although the summary may still be read."""
    source = source_named(candidate.source)
    if source is None or source.readable is not None:
        return None
    return source.body_part if candidate.whole else source.summary_part


def _titles(agreed: Sequence[Candidate], viewer: Viewer) -> dict[Thing, Title]:
    """Titles as this reader is shown them, where a source has better ones than the index: asked once of each source."""
    found: dict[Thing, Title] = {}
    for name in {each.source for each in agreed}:
        source = source_named(name)
        if source is not None and source.titles is not None:
            by_pk = {each.pk: each.thing for each in agreed if each.source == name}
            found |= {by_pk[pk]: title for pk, title in source.titles(viewer, list(by_pk)).items()}
    return found


def _hit(shown: Shown, query: Query, title: Title | None) -> Hit:
    facets: dict[str, list[str]] = shown.facets
    source = source_named(shown.document.source)
    return Hit(
        title=title or Title(shown.title, shown.language if source and source.says_language else ""),
        summary=Title(shown.summary_en, "en") if shown.summary_en else Title(shown.summary),
        url=shown.url,
        kind="".join(facets.get("kind", [])),
        language=shown.language if source and source.says_language else "",
        label="".join(facets.get("label", [])),
        countries=tuple(facets.get("country", [])),
        networks=tuple(facets.get("network", [])),
        grade="".join(facets.get("grade", [])),
        pointer=bool(facets.get("pointer")),
        held_by="".join(facets.get("held_by", [])),
        updated_at=shown.document.updated_at,
        why=why(shown, query),
    )
