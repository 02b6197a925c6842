"""The world every test of knowledge starts from."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from pytest_django import DjangoDbBlocker

from tests.kb.world import World, lasting, make_world


@pytest.fixture(scope="module")
def lasting_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for the tests of a module; a folder with more people in its world makes its own."""
    with lasting(make_world, django_db_blocker) as made:
        yield made


@pytest.fixture
def world(lasting_world: World, db: None) -> World:
    """See tests/kb/world.py. What a test does to it is undone after it."""
    return deepcopy(lasting_world)
