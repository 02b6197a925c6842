"""The index in the database: what SQLite and PostgreSQL have in common. They differ in `search_text` and a few signs."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from search.documents import IndexDocument
from search.engines.base import Candidate, Engine, Found, Indexed, Question, candidates_of
from search.engines.database_reading import (
    SEPARATOR,
    Sql,
    all_of,
    audiences_sql,
    chosen,
    counts_sql,
    page_sql,
)
from search.engines.database_writing import store, take_out, tokens_by_audience
from search.models import Document, Ticket
from search.query import PREFIXES, Query, Term


class DatabaseEngine(Engine):
    """Kept in every installation; answers when there is no Elasticsearch."""

    handler = "search"
    gather: str
    """What joins the counted values of many documents into one text, parted by SEPARATOR."""

    def __init__(self) -> None:
        # An engine lives as long as one request or one batch: so long its reader belongs to the same audiences.
        self._audiences: dict[frozenset[str], Sql] = {}

    @contextmanager
    def writing(self) -> Iterator[int]:
        """One writer at a time: the truth read inside is not older than what any other writer has written."""
        with transaction.atomic():
            self.wait_for_turn()
            ticket = Ticket.objects.create().pk
            Ticket.objects.filter(pk__lt=ticket).delete()
            yield ticket

    def replace(
        self, source: str, pks: Collection[int], documents: Sequence[IndexDocument], ticket: int
    ) -> None:
        """Take out what was there, write what is there now: inside the transaction of `writing`."""
        old = list(Document.objects.filter(source=source, object_id__in=pks).values_list("pk", flat=True))
        self.erase_text(old)
        take_out(old)
        self.write_text(list(zip(store(documents, ticket), documents, strict=True)))

    def search(self, question: Question) -> Found:
        """Two statements for a page and its counts, one more for each facet in which something is chosen."""
        total, facets = self._counted(self.matched(question))
        for name in question.filters:
            facets[name] = self._counted(self.matched(question, aside=name))[1].get(name, {})
        return Found(self._page(question, self.score(question)), total, facets)

    def newest(self, question: Question) -> tuple[Candidate, ...]:
        """One statement."""
        return self._page(question, None)

    def _page(self, question: Question, score: Sql | None) -> tuple[Candidate, ...]:
        asked = page_sql(self.matched(question), score, question.start, question.size)
        return candidates_of(self._rows(asked))

    def suggest(self, question: Question, words: Sequence[str]) -> list[Candidate]:
        """Every word somewhere in the title, the last as a beginning."""
        if not words:
            return []
        text = self.in_title(words)
        matched = [*self._conditions(question, None), Sql("d.id IN ({})", text)]
        rows = self._rows(page_sql(all_of(matched), None, 0, question.size))
        return list(candidates_of(rows))

    def standing(self, question: Question, terms: Collection[Term]) -> set[Term]:
        """One look for each term, ended by the first document."""
        plain = Question(
            question.tokens, hidden=question.hidden, hidden_sources=question.hidden_sources, size=1
        )
        conditions = self._conditions(plain, None)
        found = set()
        for term in terms:
            asked = all_of([*conditions, self.matching(Query(((term,),)), question.by_people)])
            if self._rows(Sql("SELECT 1 FROM search_document d WHERE {} LIMIT 1", asked)):
                found.add(term)
        return found

    def contents(self) -> Iterator[Indexed]:
        """Every document with the tokens of its audience."""
        audiences = tokens_by_audience()
        fields = ("source", "object_id", "whole", "version", "fingerprint", "audience_id")
        for source, pk, whole, version, fingerprint, audience in Document.objects.values_list(
            *fields
        ).iterator():
            wanted, unless = audiences[audience]
            yield Indexed(source, pk, whole, version, fingerprint, wanted, unless)

    def matched(self, question: Question, aside: str | None = None) -> Sql:
        """The condition on `search_document d` for a question, leaving the choice of one facet aside."""
        words = self.matching(question.query, question.by_people)
        return all_of([*self._conditions(question, aside), words])

    def score(self, question: Question) -> Sql | None:
        """A SELECT of id and points, one row for each field a term stands in; None where nothing is looked for.

        A text in which every group matches has all its words in some field; only where one of several words suffices
        does it matter which of them stands in the body.
        """
        parts: list[Sql] = []
        for group in question.query.groups:
            for term in group:
                worth = points(term, question)
                parts += [
                    self.pointed(term, "title", 4 * worth),
                    self.pointed(term, "summary", 2 * worth),
                    self.pointed(term, "exact", worth),
                ]
                if len(group) > 1:
                    parts.append(self.pointed(term, "body", worth))
        values = [value for part in parts for value in part.values]
        return Sql(" UNION ALL ".join(part.text for part in parts), values=values) if parts else None

    def _conditions(self, question: Question, aside: str | None) -> list[Sql]:
        conditions = [self._readable(question.tokens)]
        by_source: dict[str, list[int]] = {}
        for source, pk in question.hidden:
            by_source.setdefault(source, []).append(pk)
        for source, pks in sorted(by_source.items()):
            conditions.append(Sql("NOT (d.source = %s AND {})", self.among("d.object_id", pks), [source]))
        conditions += [Sql("d.source <> %s", values=[each]) for each in sorted(question.hidden_sources)]
        for name, values in question.filters.items():
            if values and name != aside:
                conditions.append(chosen(name, values))
        return conditions

    def _readable(self, tokens: frozenset[str]) -> Sql:
        if tokens not in self._audiences:
            found = [row[0] for row in self._rows(audiences_sql(tokens))]
            self._audiences[tokens] = self.among("d.audience_id", found)
        return self._audiences[tokens]

    def _counted(self, matched: Sql) -> tuple[int, dict[str, dict[str, int]]]:
        [(total, gathered)] = self._rows(counts_sql(matched, self.gather))
        facets: dict[str, dict[str, int]] = {}
        for pair, count in Counter((gathered or "").split(SEPARATOR)).items():
            name, equals, value = pair.partition("=")
            if equals:
                facets.setdefault(name, {})[value] = count
        return total, facets

    def _rows(self, sql: Sql) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(sql.text, sql.values)
            return cursor.fetchall()

    def matching(self, query: Query, by_people: bool) -> Sql:
        """The condition for words; one that only excludes starts from everything."""
        conditions = [Sql("d.id IN ({})", self.having(query.groups, by_people))] if query.groups else []
        conditions += [Sql("d.id NOT IN ({})", self.having(((term,),), by_people)) for term in query.excluded]
        return all_of(conditions)

    @abstractmethod
    def wait_for_turn(self) -> None:
        """Let no second writer in before this transaction ends."""

    @abstractmethod
    def among(self, column: str, values: Sequence[int]) -> Sql:
        """`column` is one of many numbers."""

    @abstractmethod
    def having(self, groups: Sequence[Sequence[Term]], by_people: bool) -> Sql:
        """A SELECT of the ids of texts in which every group matches; names of people count only `by_people`."""

    @abstractmethod
    def in_title(self, words: Sequence[str]) -> Sql:
        """A SELECT of the ids of texts whose title has the words, the last as a beginning."""

    @abstractmethod
    def pointed(self, term: Term, field: str, worth: int) -> Sql:
        """A SELECT of id and points of the texts in whose title, summary or body a term stands; `exact`: as it is
        written, in title or summary."""

    @abstractmethod
    def write_text(self, rows: Sequence[tuple[int, IndexDocument]]) -> None:
        """Write the text of documents."""

    @abstractmethod
    def erase_text(self, ids: Sequence[int]) -> None:
        """Remove the text of documents."""


def points(term: Term, question: Question) -> int:
    """What a term weighs: the rarer in open documents, the more. Prefixes weigh little, phrases what their words do.

    Whole numbers: sums of them are the same in whatever order an engine adds.
    """
    if term.kind in PREFIXES:
        return 100
    return round(100 * sum(question.weights.get(word, 1.0) for word in term.words))
