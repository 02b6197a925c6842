"""A house to visit and browsers to visit it with. `LIMES_STORIES_WORLD=folder` keeps the demo world between runs."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser

from tests.stories.house import House, house_on_a_file, house_on_postgresql, make_template
from tests.stories.people import People


@pytest.fixture(autouse=True)
def clear_counts() -> None:
    """Nothing of the site runs in this process."""


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the demo world: made by the first worker that asks, waited for by the others."""
    kept = os.environ.get("LIMES_STORIES_WORLD")
    shared = Path(kept) if kept else tmp_path_factory.getbasetemp().parent / "stories-world"
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "made").exists():
            make_template(shared / "world")
            (shared / "made").touch()
    return shared / "world"


def _production() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def house_of(request: pytest.FixtureRequest, folder: Path, **more: str) -> Iterator[House]:
    """Two processes on a copy of the demo world; with servers in the environment they stand on those."""
    if not _production():
        with house_on_a_file(request.getfixturevalue("world"), folder, **more) as house:
            yield house
        return
    name = f"stories_{uuid4().hex[:12]}"
    search = os.environ.get("ELASTICSEARCH_URL", "")
    more = {
        "REDIS_URL": os.environ["REDIS_URL"],
        "ELASTICSEARCH_URL": search,
        "ELASTICSEARCH_INDEX": name,
    } | more
    with house_on_postgresql(os.environ["DATABASE_URL"], name, folder, **more) as house:
        yield house


def visiting(chromium: Browser, house: House) -> Iterator[People]:
    """Browsers of people in a house; at the end nobody may have complained."""
    people = People(chromium, house)
    yield people
    people.leave()
    assert people.complaints == [], "the browsers complained"
    assert house.faults() == "", "a web process met an error"


@pytest.fixture(scope="session")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house of all stories that only add to it."""
    yield from house_of(request, tmp_path_factory.mktemp("house") / "here")


@pytest.fixture
def people(chromium: Browser, house: House) -> Iterator[People]:
    """Browsers of people in the common house."""
    yield from visiting(chromium, house)
