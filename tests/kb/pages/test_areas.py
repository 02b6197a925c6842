"""The hub of an area and the networks of that area lead to each other, and News can be found from every page."""

from typing import Any

from django.test import Client

from kb.pages.markings import Readers, set_readers
from kb.pages.models import AreaHubPage
from networks.access.enums import Label
from tests.kb.world import World


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def of_one_area(world: World) -> AreaHubPage:
    hub = AreaHubPage.objects.first()
    assert hub is not None
    world.network.area = hub.area
    world.network.save(update_fields=["area"])
    return hub


def test_a_hub_leads_to_its_network_and_the_network_back(world: World) -> None:
    hub = of_one_area(world)
    for browser in (Client(), world.browser("member"), world.browser("outsider"), world.browser("guest")):
        assert f'href="{world.network.get_absolute_url()}"' in text(browser, hub.url)
        assert f'href="{hub.url}"' in text(browser, world.network.get_absolute_url())


def test_a_network_leads_to_no_hub_that_its_reader_may_not_know(world: World) -> None:
    hub = of_one_area(world)
    set_readers(hub.marking, Readers(Label.GREEN))
    assert f'href="{hub.url}"' not in text(Client(), world.network.get_absolute_url())
    assert f'href="{hub.url}"' in text(world.browser("member"), world.network.get_absolute_url())


def test_a_closed_network_and_one_of_another_area_are_not_on_the_hub(world: World) -> None:
    hub = of_one_area(world)
    assert world.other.area != hub.area
    assert world.other.name not in text(world.browser("member"), hub.url)


def test_news_and_networks_are_reachable_from_every_page(world: World, news: Any) -> None:
    page = text(Client(), "/kb/")
    for address in ("/news/", "/networks/"):
        assert f'<li><a href="{address}">' in page
        assert Client().get(address).status_code == 200
