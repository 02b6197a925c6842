"""Who reads what, stated a second time from the specification of the access model.

Knows nothing of the code it judges: plain facts in, yes or no out. Written as sentences about people, not about tokens,
so that the same slip cannot be made twice.
"""

from dataclasses import dataclass, field
from datetime import date

NATIONAL, COMMISSION, AGENCY, THIRD_COUNTRY, PLATFORM = (
    "national",
    "commission",
    "agency",
    "third_country",
    "platform",
)
CLEAR, GREEN, AMBER, STRICT, RED = "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"
SUMMARY, BODY, TALK, DRAFT = "SUMMARY", "BODY", "TALK", "DRAFT"
RECORD, PLAIN, COORDINATED = "record", "plain", "coordinated"
HIDDEN, PUBLISHED, WITHDRAWN = "hidden", "published", "withdrawn"
VALIDATORS, STEWARDS, COORDINATORS = {"validator"}, {"steward"}, {"coordinator"}


@dataclass(frozen=True)
class Space:
    """A network: whether it was closed, and until when its mandate runs."""

    closed: bool = False
    mandate_until: date | None = None

    def runs(self, today: date) -> bool:
        return not self.closed and within(None, self.mandate_until, today)


@dataclass(frozen=True)
class Seat:
    """A person's seat in a network."""

    network: str
    role: str = "member"
    state: str = "active"
    starts: date | None = None
    ends: date | None = None
    extras: frozenset[str] = frozenset()
    # Whoever observes reads what members read, and holds nothing a role or a lead could give.
    capacity: str = "expert"


@dataclass(frozen=True)
class Post:
    """An office: contact point or deputy of an administration."""

    role: str
    administration: str
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    name: str
    kind: str = NATIONAL
    administration: str | None = None
    confirmed: bool = True
    suspended: bool = False
    expires: date | None = None
    seats: tuple[Seat, ...] = ()
    posts: tuple[Post, ...] = ()

    def active(self, today: date) -> bool:
        return self.confirmed and not self.suspended and within(None, self.expires, today)


@dataclass(frozen=True)
class Thing:
    """What can be read, with everything its marking says."""

    shape: str
    label: str
    summary_label: str = ""
    networks: frozenset[str] = frozenset()
    administration: str | None = None
    administrations: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    contributors: frozenset[str] = frozenset()
    owner: str | None = None
    exposure: str = HIDDEN
    submitted: bool = False
    validating: bool = False


@dataclass
class World:
    """Everything at one moment."""

    today: date
    spaces: dict[str, Space] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)


def within(first: date | None, last: date | None, today: date) -> bool:
    """Whether a day lies between two days, both included; None is open."""
    return (first is None or first <= today) and (last is None or today <= last)


def reads(world: World, person: Person | None, thing: Thing, part: str) -> bool:
    """Whether this person (None: a visitor) may read this part of the thing now."""
    reader = Reader(world, person if person and person.active(world.today) else None)
    if thing.shape == PLAIN:
        return part == BODY and reader.let_in_by(thing, thing.label)
    if thing.shape == COORDINATED:
        return part == BODY and (reader.is_owner(thing) or reader.may_in(thing, "coordinate", COORDINATORS))
    return _reads_record(reader, thing, part)


def _reads_record(reader: "Reader", thing: Thing, part: str) -> bool:
    if part == DRAFT:
        return reader.reads_draft(thing)
    if thing.exposure == HIDDEN or (thing.exposure == WITHDRAWN and part != SUMMARY):
        return False
    if part == TALK:
        narrowed = AMBER if thing.label in (CLEAR, GREEN) else thing.label
        return reader.let_in_by(thing, narrowed)
    wider = part == SUMMARY and thing.summary_label and reader.let_in_by(thing, thing.summary_label)
    return bool(wider) or reader.let_in_by(thing, thing.label) or reader.keeps(thing)


@dataclass(frozen=True)
class Reader:
    """An active person, or a visitor, asked about one thing."""

    world: World
    person: Person | None

    @property
    def expert(self) -> Person | None:
        """A platform account is no expert and brings what a visitor brings."""
        return self.person if self.person and self.person.kind != PLATFORM else None

    def seats(self) -> list[Seat]:
        if self.expert is None:
            return []
        today = self.world.today
        return [
            seat
            for seat in self.expert.seats
            if seat.state == "active"
            and within(seat.starts, seat.ends, today)
            and self.world.spaces[seat.network].runs(today)
        ]

    def is_member(self, thing: Thing) -> bool:
        return any(seat.network in thing.networks for seat in self.seats())

    def may_in(self, thing: Thing, extra: str, roles: set[str]) -> bool:
        """In one of the thing's networks, by role or because a lead gave it."""
        return any(
            seat.network in thing.networks
            and seat.capacity != "observer"
            and (seat.role in roles or extra in seat.extras)
            for seat in self.seats()
        )

    def is_owner(self, thing: Thing) -> bool:
        return self.expert is not None and self.expert.name == thing.owner

    def is_recipient(self, thing: Thing) -> bool:
        return self.expert is not None and (self.expert.name in thing.recipients or self.is_owner(thing))

    def is_contact_point(self, thing: Thing) -> bool:
        """Contact point or deputy of the owning administration, which is their own."""
        if self.expert is None or thing.administration is None:
            return False
        return self.expert.administration == thing.administration and any(
            post.administration == thing.administration and within(post.starts, post.ends, self.world.today)
            for post in self.expert.posts
        )

    def let_in_by(self, thing: Thing, label: str) -> bool:
        if label == CLEAR:
            return True
        if label == RED:
            return self.is_recipient(thing)
        if label == GREEN and self.expert and self.expert.kind not in (AGENCY, THIRD_COUNTRY):
            return True
        if label == STRICT:
            named = thing.administrations | {thing.administration}
            own = self.expert.administration if self.expert else None
            return self.is_member(thing) and own is not None and own in named
        return self.is_member(thing)

    def keeps(self, thing: Thing) -> bool:
        """Owner and contact point of a published record; of RED things only who is named."""
        return self.is_owner(thing) or (thing.label != RED and self.is_contact_point(thing))

    def reads_draft(self, thing: Thing) -> bool:
        if self.is_owner(thing) or (self.expert is not None and self.expert.name in thing.contributors):
            return True
        if thing.submitted and self.is_contact_point(thing) and self._may_clear_red(thing):
            return True
        return thing.validating and self.may_in(thing, "validate", VALIDATORS)

    def _may_clear_red(self, thing: Thing) -> bool:
        """Of RED things the queue shows reference and label only, unless the contact point is a recipient."""
        return thing.label != RED or (self.expert is not None and self.expert.name in thing.recipients)
