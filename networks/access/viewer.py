"""A Viewer is what one person may read and do at this moment: built from the database, never from what a client sent."""

from dataclasses import dataclass, field

from networks.access import tokens
from networks.access.grants import Grant, Target, grants_of, kind_of
from networks.access.models import Glass
from networks.access.roles import PERMISSIONS_OF_OFFICE, READING_PERMISSIONS
from networks.people.enums import ExpertKind
from networks.people.models import Expert
from networks.people.today import today
from networks.spaces.enums import ADMINISTRATION_OFFICES, OfficeRole
from networks.spaces.models import Membership, Office


@dataclass(frozen=True)
class Viewer:
    """Frozen for one request or one socket frame. `tokens` decide reading, `grants` decide acting."""

    tokens: frozenset[str]
    expert: Expert | None = None
    grants: frozenset[Grant] = field(default_factory=frozenset)
    network_ids: frozenset[int] = field(default_factory=frozenset)
    # Ids of the markings a platform administrator has opened (break-glass): every reading of them is noted.
    opened: frozenset[int] = field(default_factory=frozenset)
    # A program reads with a personal token: nothing of closed labels, and never an action.
    by_token: bool = False

    @property
    def expert_id(self) -> int | None:
        """The person's id, or None for a visitor or anybody not active."""
        return self.expert.pk if self.expert else None

    @property
    def administration_id(self) -> int | None:
        """The administration the person speaks for."""
        return self.expert.administration_id if self.expert else None

    @property
    def is_active(self) -> bool:
        """Signed in with an account that counts today."""
        return self.expert is not None

    def holds(self, codename: str, target: Target) -> bool:
        """Membership or office active now and guardian says yes."""
        return (codename, kind_of(target), target.pk) in self.grants

    def holding(self, codename: str, kind: str = "network") -> frozenset[int]:
        """Ids of the networks (or administrations) where the person holds a permission now."""
        return frozenset(pk for name, of, pk in self.grants if (name, of) == (codename, kind))


VISITOR = Viewer(tokens=frozenset({tokens.ALL}))


def viewer_of(expert: Expert | None) -> Viewer:
    """The viewer for a person as of now: three queries, whatever they are member of, and one for administrators."""
    if expert is None or not expert.pk or not expert.is_active_on(today()):
        return VISITOR
    seats = _seats(expert)
    offices = _offices(expert)
    held = _counting(expert, seats, offices)
    glasses = _glasses(expert, held)
    return Viewer(
        tokens=frozenset(
            _tokens(expert, seats, offices, held) | {tokens.glass(expert.pk, pk) for pk in glasses}
        ),
        expert=expert,
        grants=frozenset(held),
        network_ids=frozenset(seats),
        opened=frozenset(glasses.values()),
    )


def _seats(expert: Expert) -> frozenset[int]:
    if expert.kind == ExpertKind.PLATFORM:
        return frozenset()
    active = Membership.objects.active().filter(expert=expert)
    return frozenset(active.values_list("network_id", flat=True))


def _offices(expert: Expert) -> list[Office]:
    """Offices held today; of an administration only while it is the person's own."""
    held = Office.objects.active().filter(expert=expert)
    return [each for each in held if each.administration_id in (None, expert.administration_id)]


def _counting(expert: Expert, seats: frozenset[int], offices: list[Office]) -> set[Grant]:
    """Guardian's grants that count now: on networks with an active seat, on targets of an active office that gives them."""
    by_office = {
        (codename, office.administration_id)
        for office in offices
        for codename in PERMISSIONS_OF_OFFICE[OfficeRole(office.role)]
    }
    counts = {
        "network": lambda codename, pk: pk in seats,
        "administration": lambda codename, pk: (codename, pk) in by_office,
        # Guardian keeps what an office gave until the office is ended; one that ran out by date gives nothing more.
        "platform": lambda codename, pk: (codename, None) in by_office,
    }
    return {
        (codename, kind, pk)
        for codename, kind, pk in grants_of(expert)
        if kind in counts and counts[kind](codename, pk)
    }


def _glasses(expert: Expert, held: set[Grant]) -> dict[int, int]:
    """What this administrator has open at this moment, with its marking; asked of administrators only."""
    if not any((codename, kind) == ("administer", "platform") for codename, kind, _pk in held):
        return {}
    return dict(Glass.objects.open_now().filter(expert=expert).values_list("pk", "marking_id"))


def _tokens(expert: Expert, seats: frozenset[int], offices: list[Office], held: set[Grant]) -> set[str]:
    if expert.kind == ExpertKind.PLATFORM:
        return {tokens.ALL}
    result = {tokens.ALL, tokens.person(expert.pk)}
    if not expert.is_guest:
        result.add(tokens.EXPERTS)
    for seat in seats:
        result.add(tokens.network(seat))
        if expert.administration_id:
            result.add(tokens.network_administration(seat, expert.administration_id))
    for codename, kind, pk in held:
        if kind == "network" and codename in READING_PERMISSIONS:
            result.add(tokens.network_may(pk, codename))
    for office in offices:
        if office.role in ADMINISTRATION_OFFICES and office.administration_id:
            result.add(tokens.ncp(office.administration_id))
            result.add(tokens.ncp_person(office.administration_id, expert.pk))
    return result
