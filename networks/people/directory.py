"""The directory: whom a viewer finds, and how the list can be narrowed, counted over what this viewer may see."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from networks.access.viewer import Viewer
from networks.addresses.pages import Pages
from networks.people.access import known_to
from networks.people.models import Administration, Country, Expert, ExpertLanguage, Language
from networks.people.queries import Card, by_name, cards, with_facts
from networks.spaces.models import Membership, Network
from networks.text.characters import typed_line
from networks.text.fields import BETWEEN, folded_value, holding
from networks.text.sorting import name_key

PER_PAGE = 25
MOST_VALUES = 40
MOST_CHOSEN = 20
LONGEST_VALUE = 100
Counts = dict[str, tuple[str, int]]


@dataclass(frozen=True)
class Choice:
    """One value of a filter, how many people it would leave, and the address that takes it in or off."""

    label: str
    count: int
    url: str
    active: bool


@dataclass(frozen=True)
class Filter:
    """One way to narrow the directory."""

    title: str | Promise
    items: list[Choice]
    folded: bool = False


@dataclass(frozen=True)
class Chip:
    """A value in use."""

    label: str
    remove_url: str


@dataclass(frozen=True)
class Directory:
    """One page of people, with what narrows them now and what could."""

    page: Page
    cards: list[Card]
    filters: list[Filter]
    chips: list[Chip]


def directory_for(viewer: Viewer, query: QueryDict) -> Directory:
    """As the address says, in a fixed number of queries."""
    asked = Asked(viewer, query)
    page = Pages(with_facts(asked.people()), PER_PAGE).get_page(query.get("page"))
    filters = [asked.filter_by(key) for key in FILTERS]
    chosen = [item for each in filters for item in each.items if item.active]
    chips = [Chip(each.label, each.url) for each in chosen]
    return Directory(page, cards(viewer, page.object_list), [each for each in filters if each.items], chips)


class Asked:
    """What an address asks of the directory. Values nobody has find nobody, like those of networks one is not in."""

    def __init__(self, viewer: Viewer, query: QueryDict) -> None:
        self.viewer = viewer
        self.query = query
        self.words = typed_line(query.get("q", ""))[:LONGEST_VALUE]
        self.chosen = {key: _usable(query.getlist(key)) for key in FILTERS}

    def people(self, without: str = "") -> QuerySet[Expert]:
        """Those who are found; `without` one of the filters."""
        found = by_words(known_to(self.viewer), self.words)
        for key, values in self.chosen.items():
            if values and key != without:
                found = found.filter(pk__in=FILTERS[key].narrow(self.viewer, found, values).values("pk"))
        return found

    def filter_by(self, key: str) -> Filter:
        """The values of one filter, counted under the choices made in the others."""
        kind = FILTERS[key]
        counts = kind.count(self.viewer, self.people(without=key))
        chosen = {kind.key_of(value): value for value in self.chosen[key]}
        missing = {each: value for each, value in chosen.items() if each not in counts}
        names = kind.names(self.viewer, missing) if missing else {}
        counts |= {each: (names.get(each, value), 0) for each, value in missing.items()}
        items = [
            Choice(
                label,
                count,
                self._address(key, chosen.get(each, label if kind.free else each)),
                each in chosen,
            )
            for each, (label, count) in counts.items()
        ]
        items.sort(key=lambda item: (not item.active, -item.count if kind.free else 0, name_key(item.label)))
        return Filter(kind.title, items[:MOST_VALUES], folded=kind.folded and not chosen)

    def _address(self, key: str, value: str) -> str:
        """This address with the value taken in, or off where it is in use."""
        changed = self.query.copy()
        changed.pop("page", None)
        values = [each for each in self.chosen[key] if each != value]
        changed.setlist(key, values if value in self.chosen[key] else [*values, value])
        return f"?{changed.urlencode()}"


def _usable(values: Iterable[str]) -> list[str]:
    tidied = (typed_line(value) for value in values)
    return list(dict.fromkeys(value for value in tidied if value and len(value) <= LONGEST_VALUE))[
        :MOST_CHOSEN
    ]


def by_words(people: QuerySet[Expert], words: str) -> QuerySet[Expert]:
    """By name, or by expertise that is not kept back."""
    if not words:
        return people
    named = by_name(people, words).values("pk")
    knowing = showing(people, "expertise").filter(holding(words, "folded_expertise")).values("pk")
    return people.filter(Q(pk__in=named) | Q(pk__in=knowing))


def showing(people: QuerySet[Expert], name: str) -> QuerySet[Expert]:
    """Those who do not keep this field to themselves: what is kept back finds nobody and counts nowhere."""
    hidden = people.annotate(hidden_text=Cast("hidden_fields", TextField()))
    return hidden.exclude(hidden_text__contains=f'"{name}"')


def _names_from(model: type[Country | Administration | Language]) -> Callable[..., dict[str, str]]:
    def names(_viewer: Viewer, codes: Collection[str]) -> dict[str, str]:
        return {row.code: str(row) for row in model.objects.filter(code__in=codes)}

    return names


def _names_of_networks(viewer: Viewer, slugs: Collection[str]) -> dict[str, str]:
    shared = Network.objects.filter(pk__in=viewer.network_ids, slug__in=slugs)
    return dict(shared.values_list("slug", "name"))


def _named(rows: Iterable[tuple[Any, int]], names: dict[Any, Any]) -> Counts:
    return {str(key): (str(names[key]), count) for key, count in rows if key in names}


def _count_at(people: QuerySet[Expert], path: str) -> list[tuple[Any, int]]:
    return list(people.order_by().values_list(path).annotate(people=Count("pk", distinct=True)))


def _count_countries(_viewer: Viewer, people: QuerySet[Expert]) -> Counts:
    return _named(
        _count_at(people, "administration__country__code"), Country.objects.in_bulk(field_name="code")
    )


def _count_administrations(_viewer: Viewer, people: QuerySet[Expert]) -> Counts:
    return _named(
        _count_at(people, "administration__code"), Administration.objects.in_bulk(field_name="code")
    )


def _count_networks(viewer: Viewer, people: QuerySet[Expert]) -> Counts:
    seats = Membership.objects.active().filter(network__in=viewer.network_ids, expert__in=people.values("pk"))
    rows = (
        seats.order_by()
        .values_list("network__slug", "network__name")
        .annotate(people=Count("expert", distinct=True))
    )
    return {slug: (name, count) for slug, name, count in rows}


def _count_languages(_viewer: Viewer, people: QuerySet[Expert]) -> Counts:
    spoken = ExpertLanguage.objects.filter(expert__in=showing(people, "languages").values("pk"))
    rows = spoken.order_by().values_list("language__code").annotate(people=Count("expert", distinct=True))
    return _named(rows, Language.objects.in_bulk(field_name="code"))


def _count_expertise(_viewer: Viewer, people: QuerySet[Expert]) -> Counts:
    """Spellings of one subject are counted together, under the one used most."""
    spellings: Counter[str] = Counter()
    for subjects in showing(people, "expertise").order_by().values_list("expertise", flat=True):
        spellings.update(map(str, subjects))
    counts: Counts = {}
    for spelling, count in spellings.most_common():
        key = folded_value(spelling)
        label, before = counts.get(key, (spelling, 0))
        counts[key] = (label, before + count)
    return dict(sorted(counts.items(), key=lambda pair: -pair[1][1])[:MOST_VALUES])


def _in_networks(viewer: Viewer, people: QuerySet[Expert], slugs: list[str]) -> QuerySet[Expert]:
    seats = Membership.objects.active().filter(network__in=viewer.network_ids, network__slug__in=slugs)
    return people.filter(pk__in=seats.values("expert"))


def _speaking(_viewer: Viewer, people: QuerySet[Expert], codes: list[str]) -> QuerySet[Expert]:
    spoken = ExpertLanguage.objects.filter(language__code__in=codes)
    return showing(people, "languages").filter(pk__in=spoken.values("expert"))


def _knowing(_viewer: Viewer, people: QuerySet[Expert], subjects: list[str]) -> QuerySet[Expert]:
    entries = (f"{BETWEEN}{folded_value(each)}{BETWEEN}" for each in subjects)
    condition = reduce(or_, (Q(folded_expertise__contains=each) for each in entries))
    return showing(people, "expertise").filter(condition)


@dataclass(frozen=True)
class Kind:
    """How the directory is narrowed and counted by one thing. `free`: what people wrote themselves, most used first."""

    title: str | Promise
    count: Callable[[Viewer, QuerySet[Expert]], Counts]
    narrow: Callable[[Viewer, QuerySet[Expert], list[str]], QuerySet[Expert]]
    # Values in use that nobody is left with are called by their names as well.
    names: Callable[[Viewer, Collection[str]], dict[str, str]] = lambda _viewer, _values: {}
    free: bool = False
    folded: bool = False

    def key_of(self, value: str) -> str:
        """What a value of an address is counted under."""
        return folded_value(value) if self.free else value


FILTERS = {
    "country": Kind(
        _("Country"),
        _count_countries,
        lambda _viewer, people, codes: people.filter(administration__country__code__in=codes),
        _names_from(Country),
    ),
    "network": Kind(_("Networks you share"), _count_networks, _in_networks, _names_of_networks),
    "language": Kind(_("Language"), _count_languages, _speaking, _names_from(Language)),
    "expertise": Kind(_("Expertise"), _count_expertise, _knowing, free=True),
    "administration": Kind(
        _("Administration"),
        _count_administrations,
        lambda _viewer, people, codes: people.filter(administration__code__in=codes),
        _names_from(Administration),
        folded=True,
    ),
}
