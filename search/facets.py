"""Facets of the page of results in words: groups to choose from and chips of what is chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from networks.access.enums import Label
from networks.addresses.numbers import whole_number
from networks.events.searchable import sources
from networks.people.models import Country, Language
from networks.spaces.models import Network
from networks.text.sorting import name_key
from search.asking import Asked
from search.engines.base import FACETS

TITLES = {
    "kind": _("Kind"),
    "network": _("Network"),
    "country": _("Country"),
    "language": _("Language"),
    "label": _("Label"),
    "year": _("Year"),
}
Counts = Mapping[str, Mapping[str, int]]
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class FacetValue:
    """One value to choose, for components/facet_group.html."""

    label: str
    count: int
    url: str
    active: bool


@dataclass(frozen=True)
class FacetGroup:
    """The values of one facet."""

    name: str
    title: str
    items: list[FacetValue]


@dataclass(frozen=True)
class Chip:
    """Something chosen, for components/chips.html."""

    label: str
    remove_url: str


def names_of(counts: Counts) -> Names:
    """What the counted values are called: three small queries. Values nobody counted for this reader get no name."""
    return {
        "kind": kind_names(),
        "network": _called(Network.objects.filter(slug__in=counts.get("network", ())), "slug"),
        "country": _called(Country.objects.filter(code__in=counts.get("country", ())), "code"),
        "language": _called(Language.objects.filter(code__in=counts.get("language", ())), "code"),
    }


def kind_names() -> dict[str, str]:
    """What the kinds of all sources are called."""
    return {code: str(name) for source in sources() for code, name in source.kind_names().items()}


def groups(asked: Asked, counts: Counts, names: Names) -> list[FacetGroup]:
    """Every facet that has something to choose from."""
    found = [FacetGroup(name, str(TITLES[name]), _values(name, asked, counts, names)) for name in FACETS]
    return [group for group in found if group.items]


def chips(asked: Asked, names: Names) -> list[Chip]:
    """What the results are narrowed to."""
    return [
        Chip(names.get(name, {}).get(value, value), asked.toggled(name, value))
        for name, values in asked.filters.items()
        for value in values
    ]


def _called(rows: Iterable[Model], key: str) -> dict[str, str]:
    return {getattr(row, key): str(row) for row in rows}


def _values(name: str, asked: Asked, counts: Counts, names: Names) -> list[FacetValue]:
    active = asked.filters.get(name, ())
    counted = dict(counts.get(name, {})) | {value: 0 for value in active if value not in counts.get(name, {})}
    return [
        FacetValue(names.get(name, {}).get(value, value), count, asked.toggled(name, value), value in active)
        for value, count in sorted(
            counted.items(), key=lambda pair: _order(name, pair[0], pair[1], names.get(name, {}))
        )
    ]


def _order(name: str, value: str, count: int, called: Mapping[str, str]) -> tuple[object, ...]:
    """Labels from wide to narrow, years from new to old, the rest by how many and then by name."""
    if name == "label":
        labels = list(Label)
        return (labels.index(Label(value)) if value in labels else len(labels), value)
    if name == "year":
        return (-whole_number(value, least=0, most=9999, default=0), value)
    return (-count, name_key(called.get(value, value)))
