"""Filters of a list and their counts. Counts come from what the viewer may read of the part the facet belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import compress
from operator import and_, or_

from django.db.models import Case, Field, QuerySet, When
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kb.records.enums import Grade, Route
from kb.records.facet_index import bits_at, index, those_at
from kb.records.finding import Found
from kb.records.models import Record
from kb.records.names import namer
from kb.records.register import Facet, Register
from networks.access.enums import Label, Part
from networks.access.reading import readable_markings
from networks.access.viewer import Viewer

UNGRADED = "ungraded"
MOST_VALUES = 30


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


def label_name(value: str) -> str:
    """A label in words; what somebody wrote into the address stays what it is."""
    return str(Label(value).label) if value in Label.values else value


def pointer_name(_value: str) -> str:
    """The one value there is: only pointers are counted."""
    return _("In another system")


COMMON = (
    Facet("network", gettext_lazy("Network"), "marking__networks__slug", Part.BODY, namer("network")),
    Facet("country", gettext_lazy("Country"), "countries__code", Part.SUMMARY, namer("country")),
    Facet("topic", gettext_lazy("Topic"), "topics__code", Part.SUMMARY, namer("term")),
    Facet("label", gettext_lazy("Label"), "marking__label", Part.SUMMARY, label_name),
    Facet("language", gettext_lazy("Language"), "language__code", Part.SUMMARY, namer("language")),
    Facet("grade", gettext_lazy("Evidence"), "grade", Part.SUMMARY, grade_name),
    Facet("pointer", gettext_lazy("Where the content is"), "is_pointer", Part.SUMMARY, pointer_name),
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
    return {key: values for key in keys if (values := [v for v in query.getlist(key) if v][:20])}


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
