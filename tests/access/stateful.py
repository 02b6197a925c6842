"""A world that lives: people join, leave and move, records are written, published, narrowed, reverted and withdrawn.

Each rule does something by the product's own action and tells the oracle's world the same in the oracle's words. After every
step list check, object check and oracle agree about everybody and everything, and the stored tokens are those computed afresh.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kb.practices.models import Practice
from kb.records.actions.draft import create_draft
from kb.records.actions.marking import MarkingChoice, choose_readers
from kb.records.actions.withdraw import withdraw
from kb.records.enums import Vocabulary
from kb.records.models import Term
from kb.records.registry import register_named
from networks.access import reading
from networks.access.actions.mark import mark
from networks.access.enums import Part
from networks.access.models import Marking
from networks.access.viewer import Viewer, viewer_of
from networks.discussions.actions.post import post
from networks.people.actions.change_administration import change_administration
from networks.people.actions.suspend import restore, suspend
from networks.people.models import Expert
from networks.spaces.actions.edit_space import close_network
from networks.spaces.actions.end_membership import leave_network
from networks.spaces.actions.offices import end_office, give_office
from networks.spaces.models import Membership
from tests import factories
from tests.access import oracle, worlds
from tests.access.checks import stored_tokens
from tests.access.oracle import PUBLISHED, RECORD, WITHDRAWN
from tests.access.worlds import ADMINISTRATIONS, NAMES, SPACES, TODAY, Built

MOST_THINGS = 4
people, networks = st.sampled_from(NAMES), st.sampled_from(SPACES)
roles = st.sampled_from(("member", "contributor", "contributor", "validator", "steward"))
labels, offices = st.sampled_from(worlds.LABELS), st.sampled_from(("ncp", "deputy_ncp"))
places = st.integers(0, MOST_THINGS - 1)


class LivingWorld(RuleBasedStateMachine):
    """Five people, two networks, two administrations, and up to four records."""

    pairs = 0

    def __init__(self) -> None:
        super().__init__()
        self.within = transaction.atomic()
        self.within.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.within.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        """Everybody in an administration, two in a network, one record begun."""
        persons = {
            name: oracle.Person(name, administration=ADMINISTRATIONS[number % 2])
            for number, name in enumerate(NAMES)
        }
        self.built: Built = worlds.build(
            oracle.World(TODAY, spaces={name: oracle.Space() for name in SPACES}, people=persons)
        )
        self.administrator = factories.administrator()
        self.records: dict[str, Practice] = {}
        self._join("p1", "N1", "contributor")
        self._join("p2", "N2", "contributor")
        self._write("p1", "N1", oracle.AMBER)

    # What people do -------------------------------------------------------------------------------

    @rule(name=people, network=networks, role=roles)
    def join(self, name: str, network: str, role: str) -> None:
        if not self._space(network).closed and not self._seat(name, network):
            self._join(name, network, role)

    def _join(self, name: str, network: str, role: str) -> None:
        factories.seat(self.built.networks[network], self._expert(name), role)
        self._person(name, seats=(*self._told(name).seats, oracle.Seat(network, role)))

    @rule(name=people, network=networks)
    def leave(self, name: str, network: str) -> None:
        seat = self._seat(name, network)
        if seat and self._told(name).active(TODAY):
            leave_network(self._viewer(name), seat)
            self._without_seat(name, network)

    @rule(name=people)
    def stop_or_start(self, name: str) -> None:
        if self._told(name).suspended:
            restore(viewer_of(self.administrator), self._expert(name))
        else:
            suspend(viewer_of(self.administrator), self._expert(name), "For a while.")
        self._person(name, suspended=not self._told(name).suspended)

    @rule(name=people, administration=st.sampled_from(ADMINISTRATIONS))
    def move(self, name: str, administration: str) -> None:
        if self._told(name).administration == administration:
            return
        target = self.built.administrations[administration]
        change_administration(viewer_of(self.administrator), self._expert(name), target)
        self._person(name, administration=administration, seats=(), posts=())
        for key, thing in self.built.world.things.items():
            owner = None if thing.owner == name else thing.owner
            self._thing(key, owner=owner, contributors=thing.contributors - {name})

    @rule(name=people, role=offices)
    def take_or_give_office(self, name: str, role: str) -> None:
        person, told = self._expert(name), self._told(name)
        held = person.offices.filter(role=role).first()
        if held:
            end_office(viewer_of(self.administrator), held)
            self._person(name, posts=tuple(each for each in told.posts if each.role != role))
        else:
            give_office(viewer_of(self.administrator), person, role)
            self._person(name, posts=(*told.posts, oracle.Post(role, told.administration)))

    @rule(network=networks)
    @precondition(lambda self: len(self.records) == MOST_THINGS)
    def close(self, network: str) -> None:
        if self._space(network).closed:
            return
        close_network(viewer_of(self.administrator), self.built.networks[network])
        spaces = {**self.built.world.spaces, network: oracle.Space(closed=True)}
        self.built.world = replace(self.built.world, spaces=spaces)
        for name in NAMES:
            self._without_seat(name, network)

    # What they write ------------------------------------------------------------------------------

    @rule(name=people, network=networks, label=labels)
    def write(self, name: str, network: str, label: str) -> None:
        may = self._viewer(name).holds("contribute", self.built.networks[network])
        if may and len(self.records) < MOST_THINGS:
            self._write(name, network, label)

    def _write(self, name: str, network: str, label: str) -> None:
        space = self.built.networks[network]
        key, choice = f"t{len(self.records)}", MarkingChoice(label, "", (space,), (), ())
        saved = create_draft(self._viewer(name), register_named("practices"), self._text(), choice)
        self.records[key] = saved.record
        thing = oracle.Thing(
            RECORD,
            label,
            networks=frozenset({network}),
            administration=self._told(name).administration,
            owner=name,
        )
        self.built.world = replace(self.built.world, things={**self.built.world.things, key: thing})

    @rule(place=places, name=people)
    def contribute(self, place: int, name: str) -> None:
        key, record = self._at(place)
        if record is None:
            return
        record.marking.contributors.add(self._expert(name))
        mark(record.marking)
        self._thing(key, contributors=self.built.world.things[key].contributors | {name})

    @rule(place=places)
    def publish(self, place: int) -> None:
        """The newest version for the first time, or once more an older one: that changes no reader."""
        key, record = self._at(place)
        if record is None or self.built.world.things[key].exposure == WITHDRAWN:
            return
        record.title = f"{record.title}!"[:100]
        newest = record.save_revision(clean=False)
        versions = record.revisions.order_by("pk")
        chosen = versions.first() if self.built.world.things[key].exposure == PUBLISHED else newest
        record.publish(chosen, skip_permission_checks=True)
        self._thing(key, exposure=PUBLISHED)

    @rule(place=places, label=labels, network=networks)
    def choose(self, place: int, label: str, network: str) -> None:
        key, record = self._at(place)
        owner = self.built.world.things[key].owner if record else None
        if record is None or owner is None or not self._told(owner).active(TODAY):
            return
        choice = MarkingChoice(label, "", (self.built.networks[network],), (), ())
        try:
            choose_readers(self._viewer(owner), record.as_record(), choice)
        except ValidationError:
            return
        self._thing(key, label=label, networks=frozenset({network}))

    @rule(place=places)
    def take_back(self, place: int) -> None:
        key, record = self._at(place)
        thing = self.built.world.things[key] if record else None
        if thing is None or thing.exposure != PUBLISHED or not thing.owner:
            return
        if self._told(thing.owner).active(TODAY):
            withdraw(self._viewer(thing.owner), record.as_record(), "Wrong.")
            self._thing(key, exposure=WITHDRAWN)

    @rule(place=places, name=people)
    def talk(self, place: int, name: str) -> None:
        key, record = self._at(place)
        if record is None or not self.built.reads(name, key, oracle.TALK):
            return
        if self._viewer(name).holding("discuss") & set(record.marking.networks.values_list("pk", flat=True)):
            topic = record.as_record().discussion.topic
            post(self._viewer(name), topic.reference, body="So it is.", key=uuid4())

    # What holds ----------------------------------------------------------------------------------

    @invariant()
    def everybody_reads_what_the_oracle_says(self) -> None:
        if not hasattr(self, "built"):
            return
        markings = {key: record.marking_id for key, record in self.records.items()}
        for name in (None, *NAMES):
            viewer = self._viewer(name) if name else viewer_of(None)
            lists = {part: _listed(viewer, part, markings) for part in Part}
            for key, marking in markings.items():
                alone = reading.parts_read(viewer, _Held(marking))
                for part in Part:
                    expected = self.built.reads(name, key, part)
                    assert (part in alone, marking in lists[part]) == (expected, expected), (name, key, part)
                    LivingWorld.pairs += 1
        assert stored_tokens() == []

    # The same in two languages --------------------------------------------------------------------

    def _text(self) -> Practice:
        text = Practice(
            title="Queues", summary="Shorter.", body="A lane.", language=factories.LanguageFactory()
        )
        text.countries.set([factories.CountryFactory(code="PL")])
        topic, _new = Term.objects.get_or_create(vocabulary=Vocabulary.TOPIC, code="queues", name="Queues")
        text.topics.set([topic])
        return text

    def _at(self, place: int) -> tuple[str, Practice | None]:
        key = f"t{place}"
        found = self.records.get(key)
        return key, Practice.objects.get(pk=found.pk) if found else None

    def _expert(self, name: str) -> Expert:
        return Expert.objects.get(pk=self.built.experts[name].pk)

    def _viewer(self, name: str) -> Viewer:
        return viewer_of(self._expert(name))

    def _seat(self, name: str, network: str) -> Membership | None:
        seats = Membership.objects.filter(state="active", network=self.built.networks[network])
        return seats.filter(expert=self.built.experts[name]).first()

    def _space(self, network: str) -> oracle.Space:
        return self.built.world.spaces[network]

    def _told(self, name: str) -> oracle.Person:
        return self.built.world.people[name]

    def _person(self, name: str, **facts: object) -> None:
        told = {**self.built.world.people, name: replace(self._told(name), **facts)}
        self.built.world = replace(self.built.world, people=told)

    def _thing(self, key: str, **facts: object) -> None:
        things = {**self.built.world.things, key: replace(self.built.world.things[key], **facts)}
        self.built.world = replace(self.built.world, things=things)

    def _without_seat(self, name: str, network: str) -> None:
        """Who leaves a network contributes no more to what only it held them to."""
        left = tuple(each for each in self._told(name).seats if each.network != network)
        if left == self._told(name).seats:
            return
        self._person(name, seats=left)
        still = {each.network for each in left}
        for key, thing in self.built.world.things.items():
            if network in thing.networks and not thing.networks & still:
                self._thing(key, contributors=thing.contributors - {name})


@dataclass(frozen=True)
class _Held:
    """A thing as the rule sees it."""

    marking_id: int


def _listed(viewer: Viewer, part: Part, markings: Mapping[str, int]) -> set[int]:
    rows = Marking.objects.filter(pk__in=markings.values())
    return set(reading.visible(rows, viewer, part, marking="pk").values_list("pk", flat=True))
