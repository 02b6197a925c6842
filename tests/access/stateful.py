"""A world that lives: people join, leave and move, records are written, published, narrowed, reverted and withdrawn.

Each rule does something by the product's own action and tells the oracle's world the same in the oracle's words. After every
step list check, object check and oracle agree about everybody and everything, and the stored tokens are those computed afresh.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import ClassVar, TypeVar
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kb.records.actions.draft import create_draft
from kb.records.actions.marking import MarkingChoice, choose_readers
from kb.records.actions.withdraw import withdraw
from kb.records.registry import register_named
from networks.access import reading
from networks.access.actions.mark import mark
from networks.access.enums import Part
from networks.access.models import Marking
from networks.access.viewer import Viewer, viewer_of
from networks.discussions.actions.post import post
from networks.people.actions.change_administration import change_administration
from networks.people.actions.suspend import restore, suspend
from networks.spaces.actions.edit_space import close_network
from networks.spaces.actions.end_membership import leave_network, remove_member
from networks.spaces.actions.offices import end_office, give_office
from tests import factories
from tests.access import oracle, worlds
from tests.access.checks import stored_tokens
from tests.access.oracle import PUBLISHED, RECORD, WITHDRAWN
from tests.access.told_twice import ToldTwice
from tests.access.worlds import ADMINISTRATIONS, NAMES, SPACES, TODAY

T = TypeVar("T")
MOST_THINGS = 4
people, networks = st.sampled_from(NAMES), st.sampled_from(SPACES)
roles = st.sampled_from(("member", "contributor", "contributor", "validator", "steward"))
labels, offices = st.sampled_from(worlds.LABELS), st.sampled_from(("ncp", "deputy_ncp"))
# Which one of those that can act at that moment: most steps would do nothing otherwise.
picks = st.integers(0, 59)
CHOICES = tuple(product(worlds.LABELS, SPACES))


class LivingWorld(ToldTwice, RuleBasedStateMachine):
    """Five people, two networks, two administrations, and up to four records."""

    pairs = 0
    # How often each thing was really done: a rule that never gets to act proves nothing.
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.within = transaction.atomic()
        self.within.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.within.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        """Everybody in an administration, four with seats, one record begun."""
        persons = {
            name: oracle.Person(name, administration=ADMINISTRATIONS[number % 2])
            for number, name in enumerate(NAMES)
        }
        self.built = worlds.build(
            oracle.World(TODAY, spaces={name: oracle.Space() for name in SPACES}, people=persons)
        )
        self.administrator = factories.administrator()
        self.records = {}
        for name, network in (("p1", "N1"), ("p2", "N2"), ("p3", "N1"), ("p4", "N2")):
            self._join(name, network, "contributor")
        self._write("p1", "N1", oracle.AMBER)

    # What people do -------------------------------------------------------------------------------

    @rule(pick=picks, role=roles)
    def join(self, pick: int, role: str) -> None:
        free = [each for each in product(NAMES, SPACES) if each not in self._seats()]
        chosen = _one_of([each for each in free if not self._space(each[1]).closed], pick)
        if chosen:
            self._join(*chosen, role)
            self.done["join"] += 1

    def _join(self, name: str, network: str, role: str) -> None:
        factories.seat(self.built.networks[network], self._expert(name), role)
        self._person(name, seats=(*self._told(name).seats, oracle.Seat(network, role)))

    @rule(pick=picks)
    def leave(self, pick: int) -> None:
        chosen = _one_of([each for each in self._seats() if self._told(each[0]).active(TODAY)], pick)
        if chosen:
            leave_network(self._viewer(chosen[0]), self._seat(*chosen))
            self._without_seat(*chosen)
            self.done["leave"] += 1

    @rule(pick=picks)
    def be_removed(self, pick: int) -> None:
        chosen = _one_of(self._seats(), pick)
        if chosen:
            remove_member(viewer_of(self.administrator), self._seat(*chosen), "Never came.")
            self._without_seat(*chosen)
            self.done["remove"] += 1

    @rule(name=people)
    def stop_or_start(self, name: str) -> None:
        """One at a time: a world of stopped people does nothing more."""
        stopped = next((each for each in NAMES if self._told(each).suspended), None)
        if stopped:
            restore(viewer_of(self.administrator), self._expert(stopped))
        else:
            suspend(viewer_of(self.administrator), self._expert(name), "For a while.")
        self._person(stopped or name, suspended=not stopped)
        self.done["restore" if stopped else "suspend"] += 1

    @rule(name=people)
    def move(self, name: str) -> None:
        administration = next(each for each in ADMINISTRATIONS if each != self._told(name).administration)
        target = self.built.administrations[administration]
        change_administration(viewer_of(self.administrator), self._expert(name), target)
        self._person(name, administration=administration, seats=(), posts=())
        for key, thing in self.built.world.things.items():
            owner = None if thing.owner == name else thing.owner
            self._thing(key, owner=owner, contributors=thing.contributors - {name})
        self.done["move"] += 1

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
        self.done["end office" if held else "give office"] += 1

    @rule(network=networks)
    @precondition(lambda self: len(self.records) == MOST_THINGS and not self._closed())
    def close(self, network: str) -> None:
        close_network(viewer_of(self.administrator), self.built.networks[network])
        spaces = {**self.built.world.spaces, network: oracle.Space(closed=True)}
        self.built.world = replace(self.built.world, spaces=spaces)
        for name in NAMES:
            self._without_seat(name, network)
        self.done["close"] += 1

    # What they write ------------------------------------------------------------------------------

    @rule(pick=picks, label=labels)
    @precondition(lambda self: len(self.records) < MOST_THINGS)
    def write(self, pick: int, label: str) -> None:
        chosen = _one_of([each for each in self._seats() if self._holds("contribute", *each)], pick)
        if chosen:
            self._write(*chosen, label)
            self.done["write"] += 1

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

    @rule(pick=picks, name=people)
    def contribute(self, pick: int, name: str) -> None:
        key = _one_of(list(self.records), pick)
        record = self._record(key)
        record.marking.contributors.add(self._expert(name))
        mark(record.marking)
        self._thing(key, contributors=self.built.world.things[key].contributors | {name})
        self.done["contribute"] += 1

    @rule(pick=picks)
    def publish(self, pick: int) -> None:
        """The newest version for the first time, or once more an older one: that changes no reader."""
        key = _one_of([key for key in self.records if self._exposure(key) != WITHDRAWN], pick)
        if key is None:
            return
        record, is_out = self._record(key), self._exposure(key) == PUBLISHED
        record.title = f"{record.title}!"[:100]
        newest = record.save_revision(clean=False)
        chosen = record.revisions.order_by("pk").first() if is_out else newest
        record.publish(chosen, skip_permission_checks=True)
        self._thing(key, exposure=PUBLISHED)
        self.done["revert" if is_out else "publish"] += 1

    @rule(pick=picks, first=st.integers(0, len(CHOICES) - 1))
    def choose(self, pick: int, first: int) -> None:
        """Owner or contact point take the first readers, from a random place on, that the product lets them choose."""
        chosen = _one_of([(key, name) for key in self.records for name in self._keepers(key)], pick)
        if chosen is None:
            return
        key, viewer = chosen[0], self._viewer(chosen[1])
        for label, network in (*CHOICES[first:], *CHOICES[:first]):
            readers = MarkingChoice(label, "", (self.built.networks[network],), (), ())
            try:
                changed = choose_readers(viewer, self._record(key).as_record(), readers)
            except (PermissionDenied, ValidationError):
                continue
            if changed:
                self._thing(key, label=label, networks=frozenset({network}))
                self.done["label"] += 1
                return

    @rule(pick=picks)
    def take_back(self, pick: int) -> None:
        out = [key for key in self.records if self._exposure(key) == PUBLISHED and self._owner(key)]
        key = _one_of(out, pick)
        if key:
            withdraw(self._viewer(self._owner(key)), self._record(key).as_record(), "Wrong.")
            self._thing(key, exposure=WITHDRAWN)
            self.done["withdraw"] += 1

    @rule(pick=picks)
    def talk(self, pick: int) -> None:
        chosen = _one_of([each for each in product(self.records, NAMES) if self._talks(*each)], pick)
        if chosen:
            topic = self._record(chosen[0]).as_record().discussion.topic
            post(self._viewer(chosen[1]), topic.reference, body="So it is.", key=uuid4())
            self.done["post"] += 1

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


def _one_of(options: Sequence[T], pick: int) -> T | None:
    return options[pick % len(options)] if options else None


@dataclass(frozen=True)
class _Held:
    """A thing as the rule sees it."""

    marking_id: int


def _listed(viewer: Viewer, part: Part, markings: Mapping[str, int]) -> set[int]:
    rows = Marking.objects.filter(pk__in=markings.values())
    return set(reading.visible(rows, viewer, part, marking="pk").values_list("pk", flat=True))
