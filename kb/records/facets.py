"""Filters of a list and their counts. Counts come from what the viewer may read of the part the facet belongs to."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kb.records.enums import Grade
from kb.records.models import Record
from kb.records.names import namer
from kb.records.register import Facet, Register
from networks.access.enums import Label, Part
from networks.access.reading import visible
from networks.access.viewer import Viewer

UNGRADED = "ungraded"


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


def facet_groups(
    viewer: Viewer, register: Register, records: QuerySet[Record], query: QueryDict
) -> list[FacetGroup]:
    """All facets with counts, each counted under the choices made in the others."""
    values = chosen(register, query)
    groups = []
    for position, facet in enumerate(facets_of(register)):
        base = narrowed(viewer, register, records, values, but=facet.key)
        if facet.part == Part.BODY:
            base = visible(base, viewer, Part.BODY)
        items = _items(facet, _counts(base, facet), values.get(facet.key, []), query)
        if items:
            groups.append(FacetGroup(str(facet.label), items, folded=position > 3))
    return groups


def _counts(records: QuerySet[Record], facet: Facet) -> list[tuple[str, int]]:
    rows = records.order_by().values_list(facet.path).annotate(found=Count("pk", distinct=facet.in_rows))
    counted = [(value or UNGRADED if facet.key == "grade" else value, found) for value, found in rows]
    return sorted(((v, n) for v, n in counted if v), key=lambda pair: (-pair[1], str(pair[0])))[:30]


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
