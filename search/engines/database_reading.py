"""Pieces of SQL with their values. Values are always parameters, never part of the text."""

from collections.abc import Iterable, Sequence

AUDIENCES = """SELECT audience_id FROM search_audiencetoken WHERE NOT unless AND token IN {list}
    EXCEPT SELECT audience_id FROM search_audiencetoken WHERE unless AND token IN {list}"""
CHOSEN = "d.id IN (SELECT document_id FROM search_facet WHERE name = %s AND value IN {list})"
PAGE = """SELECT d.source, d.object_id, d.whole FROM search_document d WHERE {}
    ORDER BY d.updated_at DESC, d.reference, d.whole LIMIT %s OFFSET %s"""
PAGE_BY_POINTS = """
    WITH points AS MATERIALIZED (SELECT id, sum(p) AS p FROM ({score}) AS each_field GROUP BY id)
    SELECT d.source, d.object_id, d.whole FROM search_document d JOIN points ON points.id = d.id WHERE {}
    ORDER BY points.p DESC, d.updated_at DESC, d.reference, d.whole LIMIT %s OFFSET %s"""
COUNTS = """
    WITH matched AS MATERIALIZED (SELECT d.id FROM search_document d WHERE {})
    SELECT '', '', count(*) FROM matched UNION ALL
    SELECT f.name, f.value, count(*) FROM matched CROSS JOIN search_facet f
    WHERE f.document_id = matched.id AND f.name IN {list} GROUP BY f.name, f.value"""

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


def counts_sql(matched: Sql, names: Sequence[str]) -> Sql:
    """How many match, in a row without name, and how many by value of these facets."""
    return Sql(_listing(COUNTS, names), matched, list(names))


def page_sql(matched: Sql, score: Sql | None, start: int, size: int) -> Sql:
    """One page of matched documents: newest first, then by reference; first of all by points where there are any.

    Only documents in which the words stand have points, so `matched` need not look for the words again.
    """
    if score is None:
        return Sql(PAGE, matched, [size, start])
    return Sql(PAGE_BY_POINTS.replace("{score}", score.text), matched, [*score.values, size, start])


def _listing(text: str, values: Sequence[Value]) -> str:
    marks = ", ".join(["%s"] * len(values)) or "NULL"
    return text.replace("{list}", f"({marks})")
