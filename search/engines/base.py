"""What every engine can do, and the types that pass between an engine and the rest of search.

An engine returns candidates only. What a person sees are hits (`search.authorising`), made from candidates by the database.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from networks.access.tokens import EXPERTS
from networks.events.relay import NotReachable
from search.documents import IndexDocument
from search.query import Query, Term

FACETS = ("kind", "network", "country", "language", "label", "year")
Filters = Mapping[str, tuple[str, ...]]
Thing = tuple[str, int]
"""Source and id of a thing: what a document is about."""


class EngineAway(NotReachable):
    """The engine cannot answer at this moment. For the relay: try later; for a page: use the database instead."""


@dataclass(frozen=True)
class Candidate:
    """What an index believes to match. No text: nothing of it may be shown before the database has agreed."""

    source: str
    pk: int
    whole: bool

    @property
    def thing(self) -> Thing:
        """Source and id."""
        return (self.source, self.pk)


@dataclass(frozen=True)
class Question:
    """Everything an engine needs to answer. `hidden` are things left out because the index is behind on them;
    `hidden_sources` are left out altogether. `weights` by folded word."""

    tokens: frozenset[str]
    query: Query = field(default_factory=Query)
    filters: Filters = field(default_factory=dict)
    hidden: frozenset[Thing] = frozenset()
    hidden_sources: frozenset[str] = frozenset()
    weights: Mapping[str, float] = field(default_factory=dict)
    start: int = 0
    size: int = 25

    @property
    def by_people(self) -> bool:
        """Whether things are found by the names of their people too: experts are told these, nobody else."""
        return EXPERTS in self.tokens


@dataclass(frozen=True)
class Found:
    """One page of candidates, how many there are, and counts by facet and value."""

    candidates: tuple[Candidate, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Indexed:
    """What an index holds of one document, for comparison with the truth."""

    source: str
    pk: int
    whole: bool
    version: int
    fingerprint: str
    tokens: frozenset[str]
    unless: frozenset[str]


class Engine(ABC):
    """One index. `handler` is the name under which it hears of events: what is undelivered there it does not know yet."""

    handler: str

    @abstractmethod
    def writing(self) -> AbstractContextManager[int]:
        """Surround reading the truth and `replace`. Gives the ticket of the write; an exclusive engine waits here."""

    @abstractmethod
    def replace(
        self, source: str, pks: Collection[int], documents: Sequence[IndexDocument], ticket: int
    ) -> None:
        """Make the index hold of these things exactly these documents, unless a later ticket was there before."""

    @abstractmethod
    def search(self, question: Question) -> Found:
        """The page of candidates this reader finds. Facet counts leave a facet's own choice aside."""

    @abstractmethod
    def newest(self, question: Question) -> tuple[Candidate, ...]:
        """What this reader finds, newest first whatever the words weigh, without totals and counts."""

    @abstractmethod
    def suggest(self, question: Question, words: Sequence[str]) -> list[Candidate]:
        """Documents whose title has all the words, the last of them as a beginning; newest first."""

    @abstractmethod
    def standing(self, question: Question, terms: Collection[Term]) -> set[Term]:
        """Those of the terms that match in a document this reader finds."""

    @abstractmethod
    def contents(self) -> Iterable[Indexed]:
        """Everything the index holds."""


def candidates_of(rows: Iterable[tuple[str, int, bool]]) -> tuple[Candidate, ...]:
    """Rows of source, id and whole as candidates."""
    return tuple(Candidate(source, pk, bool(whole)) for source, pk, whole in rows)
