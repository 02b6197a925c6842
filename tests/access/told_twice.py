"""A world told twice, to the product's tables and to the oracle: how one person, seat or thing is found and changed in both."""

from dataclasses import replace

from kb.practices.models import Practice
from kb.records.enums import Vocabulary
from kb.records.models import Term
from networks.access.viewer import Viewer, viewer_of
from networks.people.models import Expert
from networks.spaces.models import Membership
from tests import factories
from tests.access import oracle, worlds
from tests.access.worlds import NAMES, TODAY, Built


class ToldTwice:
    """What the rules of a living world have in common. `built` and `records` are made when it begins."""

    built: Built
    records: dict[str, Practice]

    def _text(self) -> Practice:
        text = Practice(
            title="Queues", summary="Shorter.", body="A lane.", language=factories.LanguageFactory()
        )
        text.countries.set([factories.CountryFactory(code="PL")])
        topic, _new = Term.objects.get_or_create(vocabulary=Vocabulary.TOPIC, code="queues", name="Queues")
        text.topics.set([topic])
        return text

    def _record(self, key: str) -> Practice:
        return Practice.objects.get(pk=self.records[key].pk)

    def _expert(self, name: str) -> Expert:
        return Expert.objects.get(pk=self.built.experts[name].pk)

    def _viewer(self, name: str) -> Viewer:
        return viewer_of(self._expert(name))

    def _seat(self, name: str, network: str) -> Membership:
        return Membership.objects.get(
            state="active", network=self.built.networks[network], expert=self.built.experts[name]
        )

    def _seats(self) -> list[tuple[str, str]]:
        return [(name, each.network) for name in NAMES for each in self._told(name).seats]

    def _holds(self, codename: str, name: str, network: str) -> bool:
        return self._viewer(name).holds(codename, self.built.networks[network])

    def _talks(self, key: str, name: str) -> bool:
        """Whether they read the discussion and have a seat in a network of the record that lets them speak."""
        seats = {network for each, network in self._seats() if each == name}
        shared = self.built.world.things[key].networks & seats
        may = any(self._holds("discuss", name, network) for network in shared)
        return may and self.built.reads(name, key, oracle.TALK)

    def _owner(self, key: str) -> str | None:
        """The owner, while their account counts."""
        owner = self.built.world.things[key].owner
        return owner if owner and self._told(owner).active(TODAY) else None

    def _keepers(self, key: str) -> list[str]:
        """The owner, and whoever clears for the administration of the record and may know it."""
        administration = self.built.world.things[key].administration
        posts = {name: {post.administration for post in self._told(name).posts} for name in NAMES}
        clearing = [name for name in NAMES if administration in posts[name] and self._knows(name, key)]
        return [name for name in NAMES if name == self._owner(key) or name in clearing]

    def _knows(self, name: str, key: str) -> bool:
        return any(self.built.reads(name, key, part) for part in worlds.PARTS)

    def _exposure(self, key: str) -> str:
        return self.built.world.things[key].exposure

    def _closed(self) -> bool:
        return any(each.closed for each in self.built.world.spaces.values())

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
