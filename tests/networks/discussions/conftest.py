"""The world the tests of this room talk in."""

import pytest

from tests.networks.discussions.world import World, small_world


@pytest.fixture
def world(db: None) -> World:
    return small_world()
