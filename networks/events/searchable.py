"""What a room offers to search. Rooms declare it here and know nothing of the engines; the search room reads the declarations.

A room writes `searchable.py` (found by itself when the site starts) that makes one `Source` and hands it to
`register_source`. Search then keeps its indexes by the events the source names, asks the source for the text of the
things concerned, and asks it once more for every page of hits before anybody sees one.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from networks.access.enums import Part
from networks.access.viewer import Viewer
from networks.events.models import Event
from networks.text.titles import Title


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One findable thing as it is published now, in plain text (no Markdown, no HTML; `networks.prose` has what strips it).

    Two audiences: readers of the summary find `title`, `summary`, `title_en`, `summary_en`, `labels`, `reference` and the facets
    kind, language, label, countries, topics, grade and year; readers of the body find `body`, `body_labels` and `networks` as
    well, and experts among them `people`. A topic or a page has no summary audience: `summary_tokens` stays empty and everything
    belongs to the body.
    """

    source: str
    """Name of the source it comes from."""
    pk: int
    """Database id; never leaves the server."""
    version: int
    """Grows with every change of text or marking (the id of the newest event about it will do); `search_verify` compares it."""
    kind: str
    """Register slug (`practices`), `topic`, `page`, `person` or `network`: the facet *kind*."""
    reference: str
    """Public reference, also the last rule of order: two entries of a source never share one."""
    url: str
    language: str
    """ISO 639-1 code of title, summary and body; empty for names, which belong to no language."""
    title: str
    marking_id: int
    body_tokens: frozenset[str]
    """Stored tokens of the part that lets somebody read everything. None: nobody finds the body."""
    updated_at: datetime
    label: str
    """TLP label as shown, for example `TLP:AMBER`."""
    summary: str = ""
    body: str = ""
    title_en: str = ""
    """English title and summary of a thing in another language; empty otherwise."""
    summary_en: str = ""
    summary_tokens: frozenset[str] = frozenset()
    """Stored tokens of the part that lets somebody read title and summary; empty where there is no such part."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What it is tagged with (topics, countries) in words, by language: searched with the summary, in every language."""
    body_labels: Mapping[str, str] = field(default_factory=dict)
    """Names of other terms and of networks by language: searched with the body."""
    people: tuple[str, ...] = ()
    """Names of people (the author) that the page tells readers of the body who are experts: only they find by these."""
    networks: tuple[str, ...] = ()
    """Slugs of networks."""
    countries: tuple[str, ...] = ()
    """EU codes of countries (EL for Greece)."""
    topics: tuple[str, ...] = ()
    """Codes of topics."""
    grade: str = ""
    pointer: bool = False
    """Whether the content stays in another system; readers of the summary see it."""
    held_by: str = ""
    """Who holds it; readers of the body see it."""
    year: int | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where entries of one room come from. Every function reads present truth in a constant number of queries."""

    name: str
    """Short and unchanging, for example `records`."""
    events: tuple[str, ...]
    """Kinds of events that may change an entry, as for a handler: `("record.*", "marking.*")`. Search listens to
    `record.*`, `topic.*`, `post.*`, `page.*`, `marking.*`, `person.*`, `seat.*` and `network.*`."""
    ids_of: Callable[[Sequence[Event]], set[int]]
    """Ids of the things these events (of the kinds above, in any mixture) may have changed; also of things that are gone."""
    load: Callable[[Collection[int]], list[Entry]]
    """Entries of these ids that are published now, in any order; an id that is missing here is taken out of the index.
    Drafts, withdrawn and deleted things are missing."""
    all_ids: Callable[[], Iterator[list[int]]]
    """Every id that `load` may know, in batches of a few hundred, in ascending order."""
    markings_of: Callable[[Collection[int]], Mapping[int, int]]
    """Marking id by id, cheaply: for counting what waits to be indexed."""
    kind_names: Callable[[], Mapping[str, str]]
    """What the kinds of this source are called (plural, translated), by `Entry.kind`."""
    body_part: Part = Part.BODY
    """The part that authorises everything of an entry."""
    summary_part: Part | None = Part.SUMMARY
    """The part that authorises title and summary; None where the thing has one part only."""
    titles: Callable[[Viewer, Collection[int]], Mapping[int, Title]] | None = None
    """Titles as one reader is shown them, of things whose summary they may read; None where those of the index will do."""
    says_language: bool = True
    """Whether `Entry.language` is what the author said; otherwise it is a guess for the index and is not shown."""
    readable: Callable[[Viewer, Collection[int], Part], Collection[int]] | None = None
    """Of which of these things the viewer may read a part now, for things without a marking (people, networks). None: the
    marking decides."""

    def wants(self, kind: str) -> bool:
        """Whether an event of this kind may change an entry; `record.*` stands for every kind that starts so."""
        return any(
            kind == each or (each.endswith("*") and kind.startswith(each[:-1])) for each in self.events
        )


_sources: dict[str, Source] = {}


def register_source(source: Source) -> Source:
    """Offer a source to search. A second source of the same name is a mistake."""
    if source.name in _sources:
        raise ValueError(f"There is already a source called {source.name}.")
    _sources[source.name] = source
    return source


def withdraw_source(name: str) -> None:
    """Take a source back. For tests that bring one of their own."""
    _sources.pop(name, None)


def sources() -> list[Source]:
    """All sources, in the order of their names."""
    return [_sources[name] for name in sorted(_sources)]


def source_named(name: str) -> Source | None:
    """The source, or None when the room that had it is gone."""
    return _sources.get(name)
