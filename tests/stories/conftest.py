"""A house to visit and browsers to visit it with."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser

from tests.demo_world import on_postgresql
from tests.stories.house import House, house_on_a_file, house_on_postgresql
from tests.stories.people import Desks, People


@pytest.fixture(autouse=True)
def clear_counts() -> None:
    """Nothing of the site runs in this process."""


def house_of(request: pytest.FixtureRequest, folder: Path, **more: str) -> Iterator[House]:
    """Two processes on a copy of the demo world; with servers in the environment they stand on those."""
    world = request.getfixturevalue("demo_world")
    if not on_postgresql():
        with house_on_a_file(world, folder, **more) as house:
            yield house
        return
    name = f"stories_{uuid4().hex[:12]}"
    search = os.environ.get("ELASTICSEARCH_URL", "")
    more = {
        "REDIS_URL": os.environ["REDIS_URL"],
        "ELASTICSEARCH_URL": search,
        "ELASTICSEARCH_INDEX": name,
    } | more
    with house_on_postgresql(os.environ["DATABASE_URL"], world, name, folder, **more) as house:
        yield house


def visiting(chromium: Browser, house: House, desks: Desks | None = None) -> Iterator[People]:
    """Browsers of people in a house; at the end nobody may have complained."""
    people = People(chromium, house, desks or Desks())
    yield people
    people.leave()
    if desks is None:
        people.desks.close()
    assert people.complaints == [], "the browsers complained"
    assert house.faults() == "", "a web process met an error"


@pytest.fixture(scope="session")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house of all stories that only add to it."""
    yield from house_of(request, tmp_path_factory.mktemp("house") / "here")


@pytest.fixture(scope="module")
def desks(chromium: Browser, house: House) -> Iterator[Desks]:
    """Where people of the common house sit from one test of a story to the next."""
    standing = Desks()
    yield standing
    standing.close()


@pytest.fixture
def people(chromium: Browser, house: House, desks: Desks) -> Iterator[People]:
    """Browsers of people in the common house."""
    yield from visiting(chromium, house, desks)
