"""Reads about people. Every one takes a viewer and gives only what that viewer is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page
from django.db.models import Prefetch, QuerySet, TextField
from django.db.models.functions import Cast

from networks.access.viewer import Viewer
from networks.addresses.pages import Pages
from networks.people.access import known_to, shows
from networks.people.addresses import readable
from networks.people.models import Expert
from networks.spaces.models import Membership, Office
from networks.text.characters import typed
from networks.text.fields import holding

PER_PAGE = 25


@dataclass(frozen=True)
class Card:
    """A person as this viewer is shown them; what is kept back is empty."""

    name: str
    handle: str
    administration: str = ""
    job_title: str = ""
    languages: str = ""
    expertise: tuple[str, ...] = ()
    about: str = ""
    phone: str = ""
    email: str = ""
    networks: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    expert: Expert | None = field(default=None, compare=False)


def page_of_people(viewer: Viewer, filters: dict[str, str], number: str) -> tuple[Page, list[Card]]:
    """One page of the directory, in a fixed number of queries."""
    people = found(known_to(viewer), filters)
    page = Pages(with_facts(people), PER_PAGE).get_page(number)
    return page, cards(viewer, page.object_list)


def found(people: QuerySet[Expert], filters: dict[str, str]) -> QuerySet[Expert]:
    """Narrowed by name, administration, language and expertise. What somebody keeps back finds nobody."""
    people = people.filter(holding(filters.get("q", ""), "folded_name"))
    if code := filters.get("administration"):
        people = people.filter(administration__code=code)
    if code := filters.get("language"):
        people = _showing(people, "languages").filter(languages__language__code=code)
    if words := typed(filters.get("expertise", "")):
        people = _showing(people, "expertise").filter(holding(words, "folded_expertise"))
    return people


def _showing(people: QuerySet[Expert], name: str) -> QuerySet[Expert]:
    hidden = people.annotate(hidden_text=Cast("hidden_fields", TextField()))
    return hidden.exclude(hidden_text__contains=f'"{name}"')


def with_facts(people: QuerySet[Expert]) -> QuerySet[Expert]:
    """With everything a card needs."""
    seats = Membership.objects.active().select_related("network")
    offices = Office.objects.active().exclude(administration=None)
    return people.select_related("administration__country").prefetch_related(
        "languages__language",
        Prefetch("memberships", queryset=seats, to_attr="active_seats"),
        Prefetch("offices", queryset=offices, to_attr="active_offices"),
    )


def cards(viewer: Viewer, people: Sequence[Expert]) -> list[Card]:
    """Cards of people fetched by `with_facts`."""
    return [card(viewer, each) for each in people]


def card(viewer: Viewer, expert: Expert) -> Card:
    """One person as this viewer is shown them."""
    mine = [seat for seat in expert.active_seats if seat.network_id in viewer.network_ids]
    shown = {name: shows(viewer, expert, name, bool(mine)) for name in FIELDS}
    values = {name: FIELDS[name](expert) for name, allowed in shown.items() if allowed}
    return Card(
        name=expert.full_name,
        handle=expert.handle,
        administration=str(expert.administration or ""),
        # Only networks the two share: who sits in a closed network is for its members.
        networks=tuple(seat.network.name for seat in mine),
        offices=tuple(str(office.get_role_display()) for office in expert.active_offices),
        expert=expert,
        **values,
    )


def _languages(expert: Expert) -> str:
    return ", ".join(f"{each.language} ({each.get_level_display()})" for each in expert.languages.all())


def _expertise(expert: Expert) -> tuple[str, ...]:
    return tuple(str(each) for each in expert.expertise)


FIELDS = {
    "languages": _languages,
    "expertise": _expertise,
    "job_title": lambda expert: expert.job_title,
    "about": lambda expert: expert.about,
    "phone": lambda expert: expert.phone,
    "email": lambda expert: readable(expert.email),
}
