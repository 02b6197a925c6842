"""The world every test of knowledge starts from."""

import pytest

from tests.kb.world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    """See tests/kb/world.py."""
    return make_world()
