"""The matrix: roles × things × doors.

A *stage* is one network with one person of every role. Each kind of thing adds a `Planting`: it puts things with a canary in
every field on the stage, says which roles may read each canary (from the specification, not from the product), and names
the doors through which they could be reached. `test_matrix.py` sends every role through every door.

A room joins with a module `tests/access/planted_<room>.py` that holds `PLANTINGS`, and its doors in `doors.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from networks.people.models import Expert
from networks.spaces.models import Network
from tests import factories
from tests.access.cast import CAST
from tests.access.roles import people_of


@dataclass
class Stage:
    """One network, another one, one person of every role, and what was planted."""

    network: Network
    other: Network
    people: dict[str, Expert | None]
    readers: dict[str, frozenset[str]] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    # Canaries that a reader finds only by acting (a mail, a form's answer) and not by looking at an address.
    unseen: set[str] = field(default_factory=set)
    # Addresses of the pictures by the name of their label: what they hold are no words.
    images: dict[str, list[str]] = field(default_factory=dict)

    def plant(self, canary: str, readers: Iterable[str], *, shown: bool = True) -> str:
        """A canary and the roles that may read it. `shown`: every one of them has to find it at some address."""
        known = frozenset(readers)
        if not known <= set(CAST):
            raise ValueError(f"Unknown roles: {known - set(CAST)}")
        self.readers[canary] = known
        if not shown:
            self.unseen.add(canary)
        return canary

    def door(self, *addresses: str) -> None:
        """Addresses every role is sent to."""
        self.addresses += addresses


Planting = Callable[[Stage], None]


def build(plantings: Iterable[Planting]) -> Stage:
    """The stage with everything planted."""
    network = factories.NetworkFactory(slug="matrix", name="Matrix network", joining="request")
    other = factories.NetworkFactory(slug="other", name="Other network")
    stage = Stage(network, other, people_of(network, other))
    for planting in plantings:
        planting(stage)
    return stage
