"""Who leads the network that a module of tests calls `network`."""

import pytest

from networks.people.models import Expert
from networks.spaces.enums import NetworkRole
from networks.spaces.models import Network
from tests import factories


@pytest.fixture
def lead(network: Network) -> Expert:
    """An expert with the seat of its lead."""
    return factories.seat(network, factories.ExpertFactory(), NetworkRole.LEAD).expert
