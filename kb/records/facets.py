"""Filters of a list and their counts. Counts come from what the viewer may read of the part the facet belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import compress
from operator import and_, or_

from django.db.models import Case, Field, QuerySet, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from kb.records.enums import Route
from kb.records.facet_index import bits_at, index, those_at
from kb.records.finding import Found
from kb.records.models import Record
from kb.records.names import names_at
from kb.records.register import Facet, Register
from networks.access.enums import Part
from networks.access.reading import readable_markings
from networks.access.viewer import Viewer
from networks.text.sorting import name_key

UNGRADED = "ungraded"
MOST_VALUES = 30
MOST_CHOSEN = 20
LONGEST_VALUE = 200


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


NOT_GRADED = {UNGRADED: gettext_lazy("Not graded")}
# The one value there is: only pointers are counted.
POINTERS_ONLY = {"True": gettext_lazy("In another system")}

COMMON = (
    Facet("network", gettext_lazy("Network"), "marking__networks__slug", Part.BODY),
    Facet("country", gettext_lazy("Country"), "countries__code", Part.SUMMARY),
    Facet("topic", gettext_lazy("Topic"), "topics__code", Part.SUMMARY),
    Facet("label", gettext_lazy("Label"), "marking__label", Part.SUMMARY),
    Facet("language", gettext_lazy("Language"), "language__code", Part.SUMMARY),
    Facet("grade", gettext_lazy("Evidence"), "grade", Part.SUMMARY, NOT_GRADED, UNGRADED),
    Facet("pointer", gettext_lazy("Where the content is"), "is_pointer", Part.SUMMARY, POINTERS_ONLY),
)


def facets_of(register: Register) -> tuple[Facet, ...]:
    """The common facets and the register's own; a register's own of the same key stands in for a common one.

    What nobody validates is never graded: there evidence would have one value, which says nothing.
    """
    left_out = {facet.key for facet in register.facets}
    if register.route != Route.VALIDATED:
        left_out.add("grade")
    return tuple(facet for facet in COMMON if facet.key not in left_out) + register.facets


def chosen(register: Register, query: QueryDict) -> dict[str, list[str]]:
    """The values chosen in the address, by facet."""
    keys = [facet.key for facet in facets_of(register)]
    return {key: values for key in keys if (values := _usable(query.getlist(key)))}


def _usable(values: list[str]) -> list[str]:
    """No code of anything is longer, and a page shows what is chosen."""
    return [value for value in values if value and len(value) <= LONGEST_VALUE][:MOST_CHOSEN]


@dataclass(frozen=True)
class Looked:
    """A list as a viewer narrowed it: its facets with counts, and ids of the records, newest first."""

    groups: list[FacetGroup]
    ids: list[int]


def look(
    viewer: Viewer,
    register: Register,
    records: QuerySet[Record],
    query: QueryDict,
    found: Found | None = None,
) -> Looked:
    """Narrow and count in one pass over the records, each facet counted under the choices made in the others.

    `found` narrows to what matches some words as well.
    """
    values = chosen(register, query)
    sifted = _Sifted(viewer, register, records, values, found)
    groups = []
    for position, facet in enumerate(facets_of(register)):
        items = _items(facet, _most(sifted.counts(facet)), values.get(facet.key, []), query)
        if items:
            groups.append(FacetGroup(str(facet.label), items, folded=position > 3))
    return Looked(groups, sifted.ids())


def narrowed(
    viewer: Viewer,
    register: Register,
    records: QuerySet[Record],
    query: QueryDict,
    found: Found | None = None,
) -> list[int]:
    """Ids of the records with a chosen value in each facet, newest first: those `look` finds, without counting."""
    return _Sifted(viewer, register, records, chosen(register, query), found).ids()


class _Sifted:
    """Records a viewer sees, sifted by the chosen values. Values of the BODY count only where the viewer reads it."""

    def __init__(
        self,
        viewer: Viewer,
        register: Register,
        records: QuerySet[Record],
        values: Mapping[str, Sequence[str]],
        found: Found | None,
    ) -> None:
        if found is not None:
            records = records.filter(pk__in=found.summary | found.body)
        rows = _seen(viewer, records)
        if found is not None:
            rows = [row for row in rows if found.holds(row[0], reads_body=bool(row[2]))]
        self._all = [pk for pk, _stamp, _reads in rows]
        self._places = index.positions([stamp for _pk, stamp, _reads in rows])
        body = list(compress(self._places, [reads for _pk, _stamp, reads in rows]))
        self._read = {Part.SUMMARY: bits_at(self._places), Part.BODY: bits_at(body)}
        self._chosen = {
            facet.key: self._having(facet, values[facet.key])
            for facet in facets_of(register)
            if facet.key in values
        }

    def ids(self) -> list[int]:
        """Ids of those that pass, newest first."""
        return those_at(self._passing(), self._places, self._all) if self._chosen else self._all

    def counts(self, facet: Facet) -> dict[str, int]:
        """How many records have each value, among those that pass in the other facets."""
        among = self._passing(but=facet.key) & self._read[facet.part]
        found = {
            value: (bits & among).bit_count() for value, bits in index.values(facet.part, facet.key).items()
        }
        return {value: many for value, many in found.items() if many}

    def _passing(self, but: str = "") -> int:
        others = (bits for key, bits in self._chosen.items() if key != but)
        return reduce(and_, others, self._read[Part.SUMMARY])

    def _having(self, facet: Facet, values: Sequence[str]) -> int:
        having = index.values(facet.part, facet.key)
        return reduce(or_, (having.get(value, 0) for value in values), 0) & self._read[facet.part]


def _seen(viewer: Viewer, records: QuerySet[Record]) -> list[tuple[int, int | None, int | None]]:
    """Id, stamp of the values, and whether the viewer reads the BODY: one query over narrow rows."""
    # A field of no kind: a kind would convert the value of every row.
    reads = Case(When(marking__in=readable_markings(viewer, Part.BODY), then=1), output_field=Field())
    return list(records.values_list("pk", "facet_values__stamp", reads))


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES]


def _items(
    facet: Facet, counts: list[tuple[str, int]], active: list[str], query: QueryDict
) -> list[FacetItem]:
    names = _names(facet) if counts else {}
    items = [
        FacetItem(names.get(value, value), found, _toggled(query, facet.key, value), value in active)
        for value, found in counts
    ]
    return sorted(items, key=lambda item: (-item.count, name_key(item.label)))


def _names(facet: Facet) -> dict[str, str]:
    """What the values are called; a value nobody declared has no name here and stands for itself."""
    return {**names_at(facet.path), **{value: str(name) for value, name in facet.names.items()}}


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
    values = chosen(register, query)
    found = [
        Chip(f"{facet.label}: {names.get(value, value)}", _toggled(query, facet.key, value))
        for facet in facets_of(register)
        if facet.key in values
        for names in [_names(facet)]
        for value in values[facet.key]
    ]
    if query.get("q"):
        rest = query.copy()
        rest.pop("q")
        found.insert(0, Chip(f"“{query['q']}”", f"?{rest.urlencode()}"))
    return found
