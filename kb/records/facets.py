"""Filters of a list and their counts. Counts come from what the viewer may read of the part the facet belongs to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Aggregate, Case, Count, F, QuerySet, TextField, When
from django.db.models.sql.compiler import SQLCompiler
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kb.records.enums import Grade
from kb.records.models import Record
from kb.records.names import namer
from kb.records.register import Facet, Register
from networks.access.enums import Label, Part
from networks.access.reading import readable_markings, visible
from networks.access.viewer import Viewer

UNGRADED = "ungraded"
# Between the values of a record, and between records when they are gathered.
SEPARATOR = "\x1f"
MOST_VALUES = 30

Counts = Mapping[str, int]


@dataclass(frozen=True)
class FacetItem:
    """One value of a facet with its count and the address that takes it in or off."""

    label: str
    count: int
    url: str
    active: bool


@dataclass(frozen=True)
class FacetGroup:
    """A facet with its values."""

    title: str
    items: list[FacetItem]
    folded: bool


@dataclass(frozen=True)
class Chip:
    """A value that narrows the list now."""

    label: str
    remove_url: str


def grade_name(value: str) -> str:
    """A grade in words."""
    return str(Grade(value).label) if value in Grade.values else _("Not graded")


COMMON = (
    Facet("network", gettext_lazy("Network"), "marking__networks__slug", Part.BODY, namer("network")),
    Facet("country", gettext_lazy("Country"), "countries__code", Part.SUMMARY, namer("country")),
    Facet("topic", gettext_lazy("Topic"), "topics__code", Part.SUMMARY, namer("term")),
    Facet("label", gettext_lazy("Label"), "marking__label", Part.SUMMARY, lambda value: Label(value).label),
    Facet("language", gettext_lazy("Language"), "language__code", Part.SUMMARY, namer("language")),
    Facet("grade", gettext_lazy("Evidence"), "grade", Part.SUMMARY, grade_name),
)


def facets_of(register: Register) -> tuple[Facet, ...]:
    """The common facets and the register's own; a register's own of the same key stands in for a common one."""
    own = {facet.key for facet in register.facets}
    return tuple(facet for facet in COMMON if facet.key not in own) + register.facets


def chosen(register: Register, query: QueryDict) -> dict[str, list[str]]:
    """The values chosen in the address, by facet."""
    keys = [facet.key for facet in facets_of(register)]
    return {key: values for key in keys if (values := [v for v in query.getlist(key) if v][:20])}


def narrowed(
    viewer: Viewer, register: Register, records: QuerySet[Record], values: dict[str, list[str]], but: str = ""
) -> QuerySet[Record]:
    """The records that have one of the chosen values in each facet. A BODY facet finds only what is read by BODY."""
    for facet in facets_of(register):
        if facet.key in values and facet.key != but:
            # A subquery and no join: a record with two of the chosen values stays one row, so counts need no DISTINCT.
            having = Record.objects.filter(**{f"{facet.path}__in": _stored(facet, values[facet.key])})
            records = records.filter(pk__in=having.order_by().values("pk"))
            if facet.part == Part.BODY:
                records = visible(records, viewer, Part.BODY)
    return records


def _stored(facet: Facet, values: list[str]) -> list[str]:
    return ["" if facet.key == "grade" and value == UNGRADED else value for value in values]


@dataclass(frozen=True)
class Looked:
    """A list as a viewer narrowed it: its facets with counts, how many records, and which, newest first."""

    groups: list[FacetGroup]
    total: int
    records: QuerySet[Record] | Sequence[int]


def look(viewer: Viewer, register: Register, records: QuerySet[Record], query: QueryDict) -> Looked:
    """Narrow and count in one pass over the records, each facet counted under the choices made in the others."""
    values = chosen(register, query)
    found: QuerySet[Record] | Sequence[int] = records
    if values:
        passing, counts_of = _sifted(viewer, records, values)
        total, found = len(passing), passing
    else:
        counts, total = counted(viewer, records)
        counts_of = defaultdict(lambda: counts)
    groups = []
    for position, facet in enumerate(facets_of(register)):
        items = _items(facet, _counts(counts_of[facet.key], facet), values.get(facet.key, []), query)
        if items:
            groups.append(FacetGroup(str(facet.label), items, folded=position > 3))
    return Looked(groups, total, found)


def _sifted(
    viewer: Viewer, records: QuerySet[Record], values: Mapping[str, Sequence[str]]
) -> tuple[list[int], dict[str, Counts]]:
    """Records with a chosen value in each facet, and for each facet the counts of those that fail in no other one."""
    marks = {
        key: [f"{SEPARATOR}{key}={value}{SEPARATOR}" for value in wanted] for key, wanted in values.items()
    }
    passing: list[tuple[datetime, int]] = []
    texts: list[str] = []
    only_without: dict[str, list[str]] = {key: [] for key in marks}
    rows = records.order_by().values_list("updated_at", "pk", "facet_values__summary", _body_values(viewer))
    for updated_at, pk, summary, body in rows:
        text = f"{SEPARATOR}{summary or ''}{SEPARATOR}{body or ''}{SEPARATOR}"
        failing = [key for key, wanted in marks.items() if not any(mark in text for mark in wanted)]
        if not failing:
            passing.append((updated_at, pk))
            texts.append(text)
        elif len(failing) == 1:
            only_without[failing[0]].append(text)
    counts = _counter(texts)
    counts_of: dict[str, Counts] = defaultdict(lambda: counts)
    counts_of.update({key: counts + _counter(others) for key, others in only_without.items()})
    return [pk for _day, pk in sorted(passing, reverse=True)], counts_of


def _body_values(viewer: Viewer) -> Case:
    """Values of the BODY, where the viewer reads the BODY."""
    reads = When(marking__in=readable_markings(viewer, Part.BODY), then=F("facet_values__body"))
    return Case(reads, output_field=TextField())


def _counter(texts: Iterable[str]) -> Counter[str]:
    return Counter(SEPARATOR.join(texts).split(SEPARATOR))


class Gathered(Aggregate):
    """All texts of a column in one, parted by SEPARATOR: the database reads narrow rows, Python counts."""

    name = "Gathered"
    output_field = TextField()
    template = "%(function)s(%(expressions)s, %(sign)s(31))"

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **more: Any) -> tuple[str, Any]:
        """SQLite's name for it."""
        return self.as_sql(compiler, connection, function="group_concat", sign="char", **more)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **more: Any) -> tuple[str, Any]:
        """PostgreSQL's name for it."""
        return self.as_sql(compiler, connection, function="string_agg", sign="chr", **more)


def counted(viewer: Viewer, records: QuerySet[Record]) -> tuple[Counts, int]:
    """How often each `facet=value` stands in records the viewer sees, and how many these are.

    Values of the BODY are counted only where the viewer reads the BODY.
    """
    found = records.order_by().aggregate(
        total=Count("pk"), summary=Gathered("facet_values__summary"), body=Gathered(_body_values(viewer))
    )
    return _counter([found["summary"] or "", found["body"] or ""]), found["total"]


def _counts(counts: Counts, facet: Facet) -> list[tuple[str, int]]:
    start = f"{facet.key}="
    found = [(pair.removeprefix(start), many) for pair, many in counts.items() if pair.startswith(start)]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES]


def _items(
    facet: Facet, counts: list[tuple[str, int]], active: list[str], query: QueryDict
) -> list[FacetItem]:
    return [
        FacetItem(_name(facet, value), found, _toggled(query, facet.key, value), value in active)
        for value, found in counts
    ]


def _name(facet: Facet, value: str) -> str:
    return str(facet.name_of(value))


def _toggled(query: QueryDict, key: str, value: str) -> str:
    changed = query.copy()
    changed.pop("page", None)
    values = changed.getlist(key)
    if value in values:
        values.remove(value)
    else:
        values.append(value)
    changed.setlist(key, values)
    return f"?{changed.urlencode()}"


def chips(register: Register, query: QueryDict) -> list[Chip]:
    """What narrows the list now, each with the address that takes it off."""
    by_key = {facet.key: facet for facet in facets_of(register)}
    found = [
        Chip(f"{by_key[key].label}: {_name(by_key[key], value)}", _toggled(query, key, value))
        for key, values in chosen(register, query).items()
        for value in values
    ]
    if query.get("q"):
        rest = query.copy()
        rest.pop("q")
        found.insert(0, Chip(f"“{query['q']}”", f"?{rest.urlencode()}"))
    return found
