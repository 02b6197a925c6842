"""A network that was closed: its records keep owner and contact point, who is asked for another network."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.practices.models import Practice
from kb.records.networkless import ask_for_other_networks
from networks.access.enums import Label
from networks.access.viewer import viewer_of
from networks.events import relay
from networks.events.models import Event
from networks.spaces.actions.edit_space import close_network
from networks.spaces.models import Network
from networks.tasks.queries import task_count, tasks_for
from tests.factories import NetworkFactory, administrator, seat
from tests.kb.world import World

pytestmark = pytest.mark.storage

WORDS = "Needs another network"


def close(network: Network) -> None:
    """An administrator closes it, and everybody hears of it."""
    close_network(viewer_of(administrator()), network)
    relay.drain()


def workspace(world: World, name: str) -> str:
    return world.browser(name).get("/workspace/").content.decode()


def lost() -> list[int]:
    return list(Event.objects.filter(kind="record.network_lost").values_list("subject_id", flat=True))


@pytest.mark.parametrize("name", ["ncp", "deputy"])
def test_the_contact_point_is_told_and_finds_it_in_the_workspace(world: World, name: str) -> None:
    practice = world.publish()
    assert WORDS not in workspace(world, name)
    close(world.network)
    page = workspace(world, name)
    assert WORDS in page and practice.title in page
    assert f"{practice.get_absolute_url()}marking/" in page
    assert task_count(world.viewer(name)) == len(tasks_for(world.viewer(name))) == 1
    notices = world.browser(name).get("/workspace/notices/").content.decode()
    assert f"“{practice.title}” needs another network" in notices


def test_owner_and_contact_point_read_on_and_its_former_members_do_not(world: World) -> None:
    practice = world.publish()
    close(world.network)
    answers = {
        name: world.browser(name).get(practice.get_absolute_url()).status_code
        for name in ("author", "ncp", "deputy", "finn", "member", "colleague")
    }
    assert answers == {"author": 200, "ncp": 200, "deputy": 200, "finn": 404, "member": 404, "colleague": 404}


def test_another_open_network_takes_it_off_the_list(world: World) -> None:
    practice = world.publish()
    next_one = NetworkFactory(name="The next one")
    close(world.network)
    seat(next_one, world.people["colleague"])
    address = f"{practice.get_absolute_url()}marking/"
    assert "have been closed" in world.browser("ncp").get(address).content.decode()
    sent = {"label": Label.AMBER.value, "networks": [next_one.slug]}
    assert world.browser("ncp").post(address, sent).status_code == 302
    assert WORDS not in workspace(world, "ncp")
    assert task_count(world.viewer("ncp")) == 0
    assert world.browser("colleague").get(practice.get_absolute_url()).status_code == 200


def test_a_record_that_is_in_another_open_network_needs_none(world: World) -> None:
    seat(world.other, world.people["author"], "contributor")
    practice = world.publish(networks=[world.network.slug, world.other.slug])
    close(world.network)
    assert lost() == []
    assert WORDS not in workspace(world, "ncp")
    close(world.other)
    assert lost() == [practice.pk]


def test_what_was_withdrawn_and_what_nobody_has_seen_yet_asks_nobody(world: World) -> None:
    world.share(save="draft", title="CANARY DRAFT")
    gone = world.publish()
    world.browser("author").post(f"{gone.get_absolute_url()}withdraw/", {"reason": "The law changed."})
    close(world.network)
    assert gone.pk not in lost()
    page = workspace(world, "ncp")
    assert WORDS not in page and "CANARY" not in page
    assert "CANARY" not in world.browser("ncp").get("/workspace/notices/").content.decode()


def test_of_a_red_record_only_reference_and_label_are_shown(world: World) -> None:
    seat(world.network, world.people["ncp"], "member")
    handles = [world.people[name].handle for name in ("ncp", "finn")]
    practice = world.publish(label=Label.RED.value, recipients=handles, title="Red and secret")
    close(world.network)
    address = f"{practice.get_absolute_url()}marking/"
    pages = {name: workspace(world, name) for name in ("ncp", "deputy")}
    for page in pages.values():
        assert practice.reference in page and "TLP:RED" in page
        assert "Red and secret" not in page and "Risk management" not in page.split("Your drafts")[0]
    assert address in pages["ncp"]
    assert address not in pages["deputy"]
    assert world.browser("deputy").get(address).status_code == 404


def test_an_event_that_comes_twice_asks_once(world: World) -> None:
    world.publish()
    close(world.network)
    event = Event.objects.get(kind="network.closed")
    ask_for_other_networks([event])
    assert len(lost()) == 1


def test_closing_costs_the_same_queries_for_one_record_and_for_many(world: World) -> None:
    def cost() -> int:
        Event.objects.filter(kind="record.network_lost").delete()
        with CaptureQueriesContext(connection) as queries:
            ask_for_other_networks([Event.objects.get(kind="network.closed")])
        return len(queries)

    practice = world.publish()
    close(world.network)
    one = cost()
    for number in range(5):
        copy_of(practice, f"Another {number}")
    assert cost() == one
    assert len(lost()) == 6


def copy_of(practice: Practice, title: str) -> None:
    """Another record of the same networks."""
    marking = practice.marking
    networks = list(marking.networks.all())
    marking.pk = None
    marking.save()
    marking.networks.set(networks)
    practice.refresh_from_db()
    Practice(title=title, summary="s", body="b", marking=marking, state="published", live=True).save()


def test_the_workspace_costs_the_same_queries_for_one_and_for_many(world: World) -> None:
    practice = world.publish()
    close(world.network)
    costs = []
    for _each in range(2):
        browser = world.browser("ncp")
        browser.get("/workspace/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/workspace/")
        costs.append(len(queries))
        for number in range(4):
            copy_of(practice, f"Another {number}")
    assert costs[0] == costs[1] <= 25
