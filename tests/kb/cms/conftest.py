"""The world with a site tree, an editor of the communication team, and stewards."""

import pytest

from kb.pages.setup import make_site
from networks.spaces.enums import NetworkRole, OfficeRole
from tests.factories import ExpertFactory, office, seat
from tests.kb.world import World, make_world



@pytest.fixture
def world(db: None) -> World:
    """One steward of the network, one of the other network, and an editor who sits in neither."""
    world = make_world()
    make_site()
    for name, network in (("steward", world.network), ("other_steward", world.other)):
        world.people[name] = ExpertFactory(given_name=name)
        seat(network, world.people[name], NetworkRole.STEWARD)
    world.people["editor"] = ExpertFactory(given_name="editor")
    office(world.people["editor"], OfficeRole.COMMUNICATIONS_EDITOR)
    return world
