"""The embedded engine: SQLite's FTS5 in the same database file."""

import json
from collections.abc import Mapping, Sequence

from django.db import connection

from search.codes import marked_code
from search.documents import IndexDocument
from search.engines.database import DatabaseEngine
from search.engines.database_reading import Sql
from search.query import PREFIXES, Term
from search.words import indexed

IN_JSON = " IN (SELECT value FROM json_each(%s))"
MATCH = "SELECT rowid FROM search_text WHERE search_text MATCH %s"
POINTS = "SELECT rowid AS id, %s AS p FROM search_text WHERE search_text MATCH %s"


class EmbeddedEngine(DatabaseEngine):
    """Words are folded and stemmed before they come here; FTS5 only cuts at spaces."""

    gather = "group_concat(d.counted, char(31))"

    def wait_for_turn(self) -> None:
        """Transactions begin with the write lock (settings: IMMEDIATE)."""

    def among(self, column: str, values: Sequence[int]) -> Sql:
        """Through JSON: SQLite limits the number of parameters."""
        return Sql(column + IN_JSON, values=[json.dumps(sorted(values))])

    def having(self, groups: Sequence[Sequence[Term]], by_people: bool) -> Sql:
        """One MATCH for all groups."""
        wanted = " AND ".join("(" + " OR ".join(_either(term) for term in group) + ")" for group in groups)
        return Sql(MATCH, values=[wanted if by_people else f"- people : ({wanted})"])

    def in_title(self, words: Sequence[str]) -> Sql:
        """Words of a title, the last as a beginning."""
        *whole, last = words
        wanted = " AND ".join([*map(_quoted, whole), _quoted(last) + "*"])
        return Sql(MATCH, values=[f"title : ({wanted})"])

    def pointed(self, term: Term, field: str, worth: int) -> Sql:
        """One small MATCH; its own bm25 would tell of documents the reader may not know."""
        exact = field == "exact"
        wanted = _exactly(term) if exact else _either(term)
        return Sql(POINTS, values=[worth, f"{'{title summary}' if exact else field} : ({wanted})"])

    def write_text(self, rows: Sequence[tuple[int, IndexDocument]]) -> None:
        """A row of an earlier life of the id is replaced."""
        self.erase_text([pk for pk, _ in rows])
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_text (rowid, title, summary, body, people) VALUES (%s, %s, %s, %s, %s)",
                [(pk, *text_of(document)) for pk, document in rows],
            )

    def erase_text(self, ids: Sequence[int]) -> None:
        """By row id."""
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_text WHERE rowid = %s", [(pk,) for pk in ids])


def text_of(document: IndexDocument) -> tuple[str, str, str, str]:
    """Title, summary, body and people as words to match; English where there is an English text as well."""
    title = [*indexed(document.reference, ""), *_both(document.title, document.title_en, document.language)]
    summary = _both(document.summary, document.summary_en, document.language) + _labels(document.labels)
    body = indexed(document.body, document.language) + _labels(document.body_labels)
    people = [word for name in document.people for word in indexed(name, "")]
    return " ".join(title), " ".join(summary), " ".join(body), " ".join(people)


def _labels(labels: Mapping[str, str]) -> list[str]:
    return [word for language, text in labels.items() for word in indexed(text, language)]


def _both(text: str, english: str, language: str) -> list[str]:
    return indexed(text, language) + (indexed(english, "en") if english else [])


def _either(term: Term) -> str:
    return " OR ".join([_exactly(term), *map(_quoted, term.stems)])


def _exactly(term: Term) -> str:
    words = _quoted(" ".join(term.words)) + ("*" if term.kind in PREFIXES else "")
    return f"{words} OR {_quoted(marked_code(term.code))}" if term.code else words


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
