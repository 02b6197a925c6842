"""Pieces of SQL with their values. Values are always parameters, never part of the text."""

from collections.abc import Iterable, Sequence

AUDIENCES = """SELECT audience_id FROM search_audiencetoken WHERE NOT unless AND token IN {list}
    EXCEPT SELECT audience_id FROM search_audiencetoken WHERE unless AND token IN {list}"""
CHOSEN = "d.id IN (SELECT document_id FROM search_facet WHERE name = %s AND value IN {list})"
PAGE = """SELECT d.source, d.object_id, d.whole FROM search_document d WHERE {}
    ORDER BY d.updated_at DESC, d.reference, d.whole LIMIT %s OFFSET %s"""
PAGE_BY_POINTS = """
    WITH points AS MATERIALIZED (SELECT id, sum(p) AS p FROM ({score}) AS each_field GROUP BY id)
    SELECT d.source, d.object_id, d.whole FROM search_document d LEFT JOIN points ON points.id = d.id WHERE {}
    ORDER BY coalesce(points.p, 0) DESC, d.updated_at DESC, d.reference, d.whole LIMIT %s OFFSET %s"""
COUNTS = "SELECT count(*), {gather} FROM search_document d WHERE {}"
# Between the counted values of documents when they are gathered.
SEPARATOR = "\x1f"
Value = str | int | list[int]


class Sql:
    """A piece of SQL; `{}` in it is filled with another piece, whose values come where the hole is."""

    def __init__(self, text: str, inner: "Sql | None" = None, values: Sequence[Value] = ()) -> None:
        before, hole, after = text.partition("{}")
        self.text: str = before + inner.text + after if inner and hole else text
        marks = before.count("%s") if inner else 0
        inner_values = list(inner.values) if inner else []
        self.values: list[Value] = [*values[:marks], *inner_values, *values[marks:]]


def all_of(conditions: Sequence[Sql]) -> Sql:
    """Every condition; no condition is true."""
    return Sql(
        " AND ".join(each.text for each in conditions) or "1 = 1",
        values=[value for each in conditions for value in each.values],
    )


def audiences_sql(tokens: Iterable[str]) -> Sql:
    """Audiences the reader belongs to: worked out once for a request, then the one filter of every statement."""
    values: list[Value] = [*sorted(tokens)]
    return Sql(_listing(AUDIENCES, values), values=[*values, *values])


def chosen(name: str, values: Sequence[str]) -> Sql:
    """Documents with one of these values of a facet."""
    return Sql(_listing(CHOSEN, values), values=[name, *values])


def counts_sql(matched: Sql, gather: str) -> Sql:
    """How many match, and all their counted values in one text; `gather` is what the database has for that."""
    return Sql(COUNTS.replace("{gather}", gather), matched)


def page_sql(matched: Sql, score: Sql | None, start: int, size: int) -> Sql:
    """One page of matched documents: newest first, then by reference; first of all by points where there are any."""
    if score is None:
        return Sql(PAGE, matched, [size, start])
    return Sql(PAGE_BY_POINTS.replace("{score}", score.text), matched, [*score.values, size, start])


def _listing(text: str, values: Sequence[Value]) -> str:
    marks = ", ".join(["%s"] * len(values)) or "NULL"
    return text.replace("{list}", f"({marks})")
