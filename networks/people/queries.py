"""Reads about people. Every one takes a viewer and gives only what that viewer is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from networks.access.viewer import Viewer
from networks.people.access import shows
from networks.people.addresses import readable
from networks.people.models import Expert
from networks.spaces.models import Membership, Office
from networks.text.fields import holding


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
    # What the photo shows; empty where there is none, or none for this viewer.
    photo: str = ""
    expert: Expert | None = field(default=None, compare=False)

    @property
    def photo_url(self) -> str:
        """Where the photo is; empty without one."""
        return reverse("photos:photo", args=[self.handle]) if self.photo else ""


def by_name(people: QuerySet[Expert], words: str) -> QuerySet[Expert]:
    """Narrowed to those whose names hold these words, whatever the accents and their order."""
    return people.filter(holding(words, "folded_name"))


def with_facts(people: QuerySet[Expert]) -> QuerySet[Expert]:
    """With everything a card needs."""
    seats = Membership.objects.active().select_related("network")
    offices = Office.objects.active().exclude(administration=None)
    return people.select_related("administration__country", "photo").prefetch_related(
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


def _photo(expert: Expert) -> str:
    return str(getattr(expert, "photo", ""))


FIELDS = {
    "photo": _photo,
    "languages": _languages,
    "expertise": _expertise,
    "job_title": lambda expert: expert.job_title,
    "about": lambda expert: expert.about,
    "phone": lambda expert: expert.phone,
    "email": lambda expert: readable(expert.email),
}
