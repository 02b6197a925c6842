"""Random small worlds, and how one is built in the database."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st

from networks.access.actions.mark import mark
from networks.access.models import Marking
from networks.people.models import Administration, Expert
from networks.spaces.models import Network
from tests import factories
from tests.access import oracle

TODAY = timezone.localdate()
SPACES = ("N1", "N2")
ADMINISTRATIONS = ("A", "B")
NAMES = ("p1", "p2", "p3", "p4", "p5")
ROLES = ("member", "contributor", "validator", "lead", "deputy", "steward", "coordinator")
EXTRAS = ("validate", "coordinate", "contribute")
LABELS = (oracle.CLEAR, oracle.GREEN, oracle.AMBER, oracle.STRICT, oracle.RED)
PARTS = (oracle.SUMMARY, oracle.BODY, oracle.TALK, oracle.DRAFT)

days = st.sampled_from([None, None, None, -1, 0, 1])


def day(offset: int | None) -> date | None:
    return None if offset is None else TODAY + timedelta(days=offset)


def subsets(values: tuple[str, ...]) -> Any:
    return st.frozensets(st.sampled_from(values), max_size=len(values))


spaces = st.builds(
    oracle.Space,
    closed=st.sampled_from([False, False, False, True]),
    mandate_until=days.map(day),
)


def seats(network: str) -> Any:
    return st.builds(
        oracle.Seat,
        network=st.just(network),
        role=st.sampled_from(ROLES),
        state=st.sampled_from(["active", "active", "active", "invited", "requested", "ended", "declined"]),
        starts=days.map(day),
        ends=days.map(day),
        extras=subsets(EXTRAS),
        capacity=st.sampled_from(["expert", "expert", "expert", "observer"]),
    )


def posts(role: str) -> Any:
    return st.builds(
        oracle.Post,
        role=st.just(role),
        administration=st.sampled_from(ADMINISTRATIONS),
        starts=days.map(day),
        ends=days.map(day),
    )


def some_of(one: Any, other: Any) -> Any:
    """Any of two, both or neither, as a tuple."""
    return st.tuples(st.none() | one, st.none() | other).map(
        lambda pair: tuple(each for each in pair if each)
    )


def people(name: str) -> Any:
    return st.builds(
        oracle.Person,
        name=st.just(name),
        kind=st.sampled_from(
            [oracle.NATIONAL] * 4 + [oracle.COMMISSION, oracle.AGENCY, oracle.THIRD_COUNTRY, oracle.PLATFORM]
        ),
        administration=st.sampled_from([*ADMINISTRATIONS, *ADMINISTRATIONS, None]),
        confirmed=st.sampled_from([True] * 6 + [False]),
        suspended=st.sampled_from([False] * 6 + [True]),
        expires=days.map(day),
        seats=some_of(seats("N1"), seats("N2")),
        posts=some_of(posts("ncp"), posts("deputy_ncp")),
    )


things = st.builds(
    oracle.Thing,
    shape=st.sampled_from([oracle.RECORD] * 4 + [oracle.PLAIN, oracle.COORDINATED]),
    label=st.sampled_from(LABELS),
    summary_label=st.sampled_from(("", *LABELS)),
    networks=subsets(SPACES),
    administration=st.sampled_from([*ADMINISTRATIONS, None]),
    administrations=subsets(ADMINISTRATIONS),
    recipients=subsets(NAMES),
    contributors=subsets(NAMES),
    owner=st.sampled_from([*NAMES, None]),
    exposure=st.sampled_from([oracle.HIDDEN, oracle.PUBLISHED, oracle.PUBLISHED, oracle.WITHDRAWN]),
    submitted=st.booleans(),
    validating=st.booleans(),
)

worlds = st.builds(
    oracle.World,
    today=st.just(TODAY),
    spaces=st.fixed_dictionaries(dict.fromkeys(SPACES, spaces)),
    people=st.fixed_dictionaries({name: people(name) for name in NAMES}),
    things=st.fixed_dictionaries(dict.fromkeys(("t1", "t2", "t3"), things)),
)


@dataclass
class Built:
    """The rows of a world, by the names the oracle knows them under."""

    world: oracle.World
    networks: dict[str, Network] = field(default_factory=dict)
    administrations: dict[str, Administration] = field(default_factory=dict)
    experts: dict[str, Expert] = field(default_factory=dict)
    markings: dict[str, Marking] = field(default_factory=dict)

    def reads(self, name: str | None, thing: str, part: str) -> bool:
        """What the oracle says."""
        person = self.world.people[name] if name else None
        return oracle.reads(self.world, person, self.world.things[thing], part)

    def change(self, name: str, thing: oracle.Thing) -> None:
        """Give a thing other facts, in the world and in the database."""
        self.world = replace(self.world, things={**self.world.things, name: thing})
        write_marking(self, self.markings[name], thing)


def build(world: oracle.World) -> Built:
    """Rows for everything in the world."""
    built = Built(world)
    built.administrations = {name: factories.AdministrationFactory() for name in ADMINISTRATIONS}
    for name, space in world.spaces.items():
        closed_at = timezone.now() if space.closed else None
        built.networks[name] = factories.NetworkFactory(
            closed_at=closed_at, mandate_until=space.mandate_until
        )
    for name, person in world.people.items():
        built.experts[name] = _build_person(built, person)
    for name, thing in world.things.items():
        built.markings[name] = Marking()
        write_marking(built, built.markings[name], thing)
    return built


def _build_person(built: Built, person: oracle.Person) -> Expert:
    expert = factories.ExpertFactory(
        kind=person.kind,
        administration=built.administrations.get(person.administration or ""),
        confirmed_at=timezone.now() if person.confirmed else None,
        is_active=not person.suspended,
        expires_on=person.expires,
        password="!",
    )
    for seat in person.seats:
        _build_seat(built, expert, seat)
    for post in person.posts:
        administration = built.administrations[post.administration]
        factories.office(
            expert, post.role, administration=administration, starts_on=post.starts, ends_on=post.ends
        )
    return expert


def _build_seat(built: Built, expert: Expert, seat: oracle.Seat) -> None:
    network = built.networks[seat.network]
    row = factories.seat(
        network,
        expert,
        seat.role,
        state=seat.state,
        starts_on=seat.starts,
        ends_on=seat.ends,
        capacity=seat.capacity,
    )
    for codename in seat.extras:
        factories.extra(row, codename)


def write_marking(built: Built, marking: Marking, thing: oracle.Thing) -> None:
    """Give a marking the facts of a thing."""
    for plain in ("shape", "label", "summary_label", "exposure", "submitted", "validating"):
        setattr(marking, plain, getattr(thing, plain))
    marking.administration = built.administrations.get(thing.administration or "")
    marking.owner = built.experts.get(thing.owner or "")
    marking.save()
    marking.networks.set(built.networks[name] for name in thing.networks)
    marking.administrations.set(built.administrations[name] for name in thing.administrations)
    marking.recipients.set(built.experts[name] for name in thing.recipients)
    marking.contributors.set(built.experts[name] for name in thing.contributors)
    mark(marking)
