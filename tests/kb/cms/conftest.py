"""The world with a site tree, an editor of the communication team, and stewards."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from kb.pages.models import NewsIndexPage, NewsPage
from kb.pages.setup import make_site, publish_below
from networks.spaces.enums import NetworkRole, OfficeRole
from tests.factories import ExpertFactory, office, seat
from tests.kb.world import World, lasting, make_world


@pytest.fixture(scope="module")
def lasting_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """With people of the CMS."""
    with lasting(make_cms_world, django_db_blocker) as made:
        yield made


def make_cms_world() -> World:
    """One steward of the network, one of the other network, and an editor who sits in neither."""
    world = make_world()
    make_site()
    for name, network in (("steward", world.network), ("other_steward", world.other)):
        world.people[name] = ExpertFactory(given_name=name)
        seat(network, world.people[name], NetworkRole.STEWARD)
    world.people["editor"] = ExpertFactory(given_name="editor")
    office(world.people["editor"], OfficeRole.COMMUNICATIONS_EDITOR)
    return world


@pytest.fixture
def news(world: World) -> Any:
    """Publishes a piece of news: `news(title=…, body=[…])`."""

    def publish(**fields: Any) -> NewsPage:
        page = NewsPage(**({"title": "Queue at night", "lead": "What came out.", "slug": "queue"} | fields))
        return publish_below(NewsIndexPage.objects.get(), page)

    return publish
