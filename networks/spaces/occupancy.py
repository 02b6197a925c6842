"""How many seats of Member States are filled and how many are free, in numbers only."""

from collections import Counter
from collections.abc import Iterable

from networks.people.enums import AdministrationKind
from networks.people.models import Administration
from networks.spaces.enums import Capacity
from networks.spaces.models import Membership, Network


def occupancy(networks: Iterable[Network]) -> list[tuple[Network, int, int]]:
    """Each network with its filled and vacant seats: two queries. Observers sit beside the seats."""
    seats = Membership.objects.active().exclude(capacity=Capacity.OBSERVER)
    of_states = seats.filter(expert__administration__kind=AdministrationKind.MEMBER_STATE)
    taken = Counter(of_states.values_list("network_id", "expert__administration_id"))
    states = list(
        Administration.objects.filter(kind=AdministrationKind.MEMBER_STATE).values_list("pk", flat=True)
    )
    return [(network, *_counted(network, states, taken)) for network in networks]


def _counted(network: Network, states: list[int], taken: Counter[tuple[int, int | None]]) -> tuple[int, int]:
    filled = [taken[network.pk, state] for state in states]
    vacant = sum(max(network.seats_per_administration - each, 0) for each in filled)
    return sum(filled), vacant
