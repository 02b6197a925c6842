"""One person of every role, around one network, for the matrix."""

from collections.abc import Callable

from networks.people.models import Expert
from networks.spaces.actions.end_membership import end_membership
from networks.spaces.enums import Capacity, EndKind, NetworkRole, OfficeRole
from networks.spaces.models import Network
from tests import factories

ROLES = (
    "visitor",
    "stranger",
    "other_member",
    "member",
    "contributor",
    "validator",
    "lead",
    "ncp",
    "deputy_ncp",
    "steward",
    "observer",
    "agency_guest",
    "guest",
    "other_guest",
    "suspended",
    "ex_member",
    "administrator",
    "auditor",
    "board_member",
)
GUESTS = ("guest", "agency_guest")
EXPERTS = tuple(
    each for each in ROLES if each not in ("visitor", *GUESTS, "other_guest", "suspended", "administrator")
)


def people_of(network: Network, other: Network) -> dict[str, Expert | None]:
    """Everybody, by role; the visitor is nobody."""
    made: dict[str, Expert | None] = {"visitor": None, "administrator": factories.administrator()}
    made |= {role: _MAKERS[role](network, other) for role in _MAKERS}
    return made


def _seated(role: str) -> Callable[[Network, Network], Expert]:
    return lambda network, other: factories.seat(network, factories.ExpertFactory(), role).expert


def _officer(role: str) -> Callable[[Network, Network], Expert]:
    return lambda network, other: factories.office(factories.ExpertFactory(), role).expert


def _suspended(network: Network, other: Network) -> Expert:
    return factories.seat(network, factories.ExpertFactory(suspended=True), NetworkRole.LEAD).expert


def _ex_member(network: Network, other: Network) -> Expert:
    seat = factories.seat(network, factories.ExpertFactory(), NetworkRole.LEAD)
    end_membership(seat, EndKind.REMOVED, None, "CNRYended")
    return seat.expert


_MAKERS: dict[str, Callable[[Network, Network], Expert]] = {
    "stranger": lambda network, other: factories.ExpertFactory(),
    "other_member": lambda network, other: factories.seat(other, factories.ExpertFactory(), "lead").expert,
    "member": _seated(NetworkRole.MEMBER),
    "contributor": _seated(NetworkRole.CONTRIBUTOR),
    "validator": _seated(NetworkRole.VALIDATOR),
    "lead": _seated(NetworkRole.LEAD),
    "steward": _seated(NetworkRole.STEWARD),
    "ncp": _officer(OfficeRole.NCP),
    "deputy_ncp": _officer(OfficeRole.DEPUTY_NCP),
    "auditor": _officer(OfficeRole.AUDITOR),
    "board_member": _officer(OfficeRole.BOARD_MEMBER),
    "observer": lambda network, other: (
        factories.seat(network, factories.ExpertFactory(commission=True), capacity=Capacity.OBSERVER).expert
    ),
    "agency_guest": lambda network, other: (
        factories.seat(network, factories.ExpertFactory(agency=True)).expert
    ),
    "guest": lambda network, other: (
        factories.seat(network, factories.ExpertFactory(third_country=True)).expert
    ),
    "other_guest": lambda network, other: (
        factories.seat(other, factories.ExpertFactory(third_country=True)).expert
    ),
    "suspended": _suspended,
    "ex_member": _ex_member,
}
