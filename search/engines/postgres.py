"""Plain PostgreSQL text search: a weighted tsvector of words we folded and stemmed ourselves. No extension is needed."""

from collections.abc import Sequence

from django.db import connection

from search.codes import marked_code
from search.documents import IndexDocument
from search.engines.database import DatabaseEngine
from search.engines.database_reading import Sql
from search.engines.embedded import text_of
from search.query import PREFIXES, Term

# One number for all writers of the index, made of the letters of "search".
LOCK = 0x736561726368
MATCH = "SELECT document_id FROM search_text WHERE vector @@ %s::tsquery"
POINTS = "SELECT document_id AS id, %s::bigint AS p FROM search_text WHERE vector @@ %s::tsquery"
FIELD_WEIGHTS = {"title": "A", "summary": "B", "body": "C", "people": "D"}
WITHOUT_PEOPLE = "ABC"
# A tsvector keeps positions up to here, and 255 of them for a word.
LAST_POSITION = 16_383
MOST_POSITIONS = 250
# Between two fields, so that no phrase runs from one into the next.
GAP = 2


class PostgresEngine(DatabaseEngine):
    """The same words as on SQLite, in PostgreSQL's own index."""

    gather = "string_agg(d.counted, chr(31))"

    def wait_for_turn(self) -> None:
        """An advisory lock until the end of the transaction."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

    def among(self, column: str, values: Sequence[int]) -> Sql:
        """As an array."""
        return Sql(f"{column} = ANY(%s)", values=[sorted(values)])

    def having(self, groups: Sequence[Sequence[Term]], by_people: bool) -> Sql:
        """One tsquery for all groups."""
        fields = "" if by_people else WITHOUT_PEOPLE
        wanted = " & ".join(
            "(" + " | ".join(_either(term, fields) for term in group) + ")" for group in groups
        )
        return Sql(MATCH, values=[wanted])

    def in_title(self, words: Sequence[str]) -> Sql:
        """Words of a title, the last as a beginning."""
        *whole, last = words
        wanted = " & ".join([*(f"{_quoted(word)}:A" for word in whole), f"{_quoted(last)}:*A"])
        return Sql(MATCH, values=[wanted])

    def pointed(self, term: Term, field: str, worth: int) -> Sql:
        """By the weight of the field; ts_rank would do as well but knows no weight for a word."""
        wanted = _exactly(term, "AB") if field == "exact" else _either(term, FIELD_WEIGHTS[field])
        return Sql(POINTS, values=[worth, wanted])

    def write_text(self, rows: Sequence[tuple[int, IndexDocument]]) -> None:
        """As a literal with positions: PostgreSQL's own cutting of words would differ from ours."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_text (document_id, vector) VALUES (%s, %s::tsvector) "
                "ON CONFLICT (document_id) DO UPDATE SET vector = excluded.vector",
                [(pk, vector_of(document)) for pk, document in rows],
            )

    def erase_text(self, ids: Sequence[int]) -> None:
        """Before the documents themselves go."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_text WHERE document_id = ANY(%s)", [list(ids)])


def vector_of(document: IndexDocument) -> str:
    """The document as the text of a tsvector: words with positions and the weight of their field."""
    places: dict[str, list[str]] = {}
    position = 0
    for weight, text in zip(FIELD_WEIGHTS.values(), text_of(document), strict=True):
        for word in text.split():
            position += 1
            found = places.setdefault(word, [])
            if len(found) < MOST_POSITIONS or not any(each.endswith(weight) for each in found):
                found.append(f"{min(position, LAST_POSITION)}{weight}")
        position += GAP
    return " ".join(f"{_quoted(word)}:{','.join(found)}" for word, found in places.items())


def _either(term: Term, weight: str = "") -> str:
    alternatives = [_exactly(term, weight), *(_labelled(stem, weight) for stem in term.stems)]
    return "(" + " | ".join(alternatives) + ")"


def _exactly(term: Term, weight: str = "") -> str:
    *before, last = term.words
    end = f"{_quoted(last)}:*{weight}" if term.kind in PREFIXES else _labelled(last, weight)
    words = " <-> ".join([*(_labelled(word, weight) for word in before), end])
    return f"(({words}) | {_labelled(marked_code(term.code), weight)})" if term.code else f"({words})"


def _labelled(word: str, weight: str) -> str:
    return f"{_quoted(word)}:{weight}" if weight else _quoted(word)


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
