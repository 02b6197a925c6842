"""The demo world while it is being made: who and what there is, by the names the files use."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from kb.records.enums import Vocabulary
from kb.records.models import Record, Term
from networks.access.viewer import Viewer, viewer_of
from networks.people.models import Administration, Country, Expert, Language
from networks.people.references import ALPHABET
from networks.spaces.enums import OfficeRole
from networks.spaces.models import Network, Office

DOMAIN = "@demo.limes.example"
SIGN_IN_WITH = "limes-demo"


@dataclass
class World:
    """Vocabularies and networks stand; people and records are added on the way. Each look-up raises KeyError by name."""

    today: date = field(default_factory=timezone.localdate)
    records: dict[str, Record] = field(default_factory=dict)
    _viewers: dict[str, Viewer] = field(default_factory=dict)

    @cached_property
    def people(self) -> dict[str, Expert]:
        """Everybody of the demo, by address."""
        found = Expert.objects.filter(email__endswith=DOMAIN).select_related("administration__country")
        return {each.email: each for each in found}

    @cached_property
    def networks(self) -> dict[str, Network]:
        """By slug."""
        return {each.slug: each for each in Network.objects.all()}

    @cached_property
    def administrations(self) -> dict[str, Administration]:
        """By code."""
        return {each.code: each for each in Administration.objects.select_related("country")}

    @cached_property
    def countries(self) -> dict[str, Country]:
        """By EU code."""
        return {each.code: each for each in Country.objects.all()}

    @cached_property
    def languages(self) -> dict[str, Language]:
        """By ISO code."""
        return {each.code: each for each in Language.objects.all()}

    @cached_property
    def _terms(self) -> dict[tuple[str, str], Term]:
        return {(each.vocabulary, each.code): each for each in Term.objects.all()}

    def terms(self, vocabulary: Vocabulary, codes: list[str]) -> list[Term]:
        """Terms of one vocabulary by their codes."""
        return [self._terms[vocabulary, code] for code in codes]

    def viewer(self, email: str) -> Viewer:
        """What this person may do. Asked once: nobody's rights change while the world is made."""
        if email not in self._viewers:
            self._viewers[email] = viewer_of(self.people[email])
        return self._viewers[email]

    @cached_property
    def _contact_points(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        held = Office.objects.filter(role__in=(OfficeRole.NCP, OfficeRole.DEPUTY_NCP)).select_related(
            "expert"
        )
        for office in sorted(held, key=lambda each: each.role != OfficeRole.NCP):
            found.setdefault(office.administration_id or 0, []).append(office.expert.email)
        return found

    def contact_point(self, owner: Expert) -> str:
        """Who clears what this person writes: the contact point, or the deputy for the contact point's own texts."""
        return next(
            email for email in self._contact_points[owner.administration_id or 0] if email != owner.email
        )


def reference_of(name: str, length: int = 5) -> str:
    """The same reference for the same name in every demo world, so that an address survives a new seeding."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:16])
    letters = []
    for _place in range(length):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    # A letter in front: a reference never reads as a number.
    letters[0] = ALPHABET[10 + ALPHABET.index(letters[0]) % (len(ALPHABET) - 10)]
    return "".join(letters)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of a day, in UTC."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def workdays_before(day: date, days: int) -> date:
    """The day so many working days earlier."""
    while days:
        day -= timedelta(days=1)
        days -= day.weekday() < 5
    return day
