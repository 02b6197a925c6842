"""What is written to an index: of each entry a document for those who read all of it, and one for those who read its summary."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from networks.access import tokens
from networks.events.searchable import Entry

# A text longer than this is found by its beginning: about eighty printed pages.
MOST_CHARACTERS = 200_000
# A value that is counted or shown beside a title has this many characters at most (models.Facet).
LONGEST_VALUE = 80


@dataclass(frozen=True)
class IndexDocument:
    """One document of an index: text, facets, who finds it, and who finds the other one instead."""

    source: str
    pk: int
    whole: bool
    version: int
    reference: str
    url: str
    marking_id: int
    updated_at: datetime
    language: str
    tokens: frozenset[str]
    unless: frozenset[str]
    title: str
    title_en: str
    summary: str
    summary_en: str
    body: str
    labels: Mapping[str, str] = field(default_factory=dict)
    body_labels: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    """Searched for experts only."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def thing(self) -> tuple[str, int]:
        """Source and id."""
        return (self.source, self.pk)

    @property
    def for_all(self) -> bool:
        """Everybody may know of it, so its words may weigh in everybody's order."""
        return tokens.ALL in self.tokens

    @property
    def for_experts(self) -> bool:
        """Every expert may know of it."""
        return self.for_all or tokens.EXPERTS in self.tokens

    def fingerprint(self) -> str:
        """A digest of everything in it: equal documents have equal ones."""
        content = [_plain(getattr(self, each.name)) for each in fields(self)]
        return hashlib.sha256(repr(content).encode()).hexdigest()


def documents_of(entry: Entry) -> list[IndexDocument]:
    """The documents of an entry. Without readers of its own the summary needs none."""
    found = []
    if entry.body_tokens:
        found.append(_whole(entry))
    if entry.summary_tokens - entry.body_tokens:
        found.append(_summary(entry))
    return found


def _whole(entry: Entry) -> IndexDocument:
    facets = {**_summary_facets(entry), "network": entry.networks}
    if entry.held_by:
        facets["held_by"] = (entry.held_by[:LONGEST_VALUE],)
    whole = _document(entry, entry.body_tokens, frozenset(), entry.body[:MOST_CHARACTERS], facets)
    return replace(whole, body_labels=entry.body_labels, people=entry.people)


def _summary(entry: Entry) -> IndexDocument:
    return _document(entry, entry.summary_tokens, entry.body_tokens, None, _summary_facets(entry))


def _document(
    entry: Entry,
    tokens: frozenset[str],
    unless: frozenset[str],
    body: str | None,
    facets: Mapping[str, tuple[str, ...]],
) -> IndexDocument:
    """Without a body it is the document of a summary."""
    return IndexDocument(
        source=entry.source,
        pk=entry.pk,
        whole=body is not None,
        version=entry.version,
        reference=entry.reference,
        url=entry.url,
        marking_id=entry.marking_id,
        updated_at=entry.updated_at,
        language=entry.language,
        tokens=tokens,
        unless=unless,
        title=entry.title,
        title_en=entry.title_en,
        summary=entry.summary,
        summary_en=entry.summary_en,
        body=body or "",
        labels=entry.labels,
        facets=facets,
    )


def _summary_facets(entry: Entry) -> dict[str, tuple[str, ...]]:
    single = {"kind": entry.kind, "language": entry.language, "label": entry.label, "grade": entry.grade}
    facets: dict[str, tuple[str, ...]] = {name: (value,) for name, value in single.items() if value}
    facets |= {"country": entry.countries, "topic": entry.topics}
    if entry.pointer:
        facets["pointer"] = ("yes",)
    if entry.year:
        facets["year"] = (str(entry.year),)
    return facets


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return sorted(
            (name, each if isinstance(each, str) else sorted(each)) for name, each in value.items() if each
        )
    return value.isoformat() if isinstance(value, datetime) else value
