"""What lost its owner goes to the contact point's queue and is never orphaned."""

import pytest
from django.db import transaction

from kb.practices.models import Practice
from networks.access.actions.mark import mark
from networks.access.enums import Label
from networks.events import relay
from networks.events.recording import record as record_event
from tests.factories import seat
from tests.kb.world import World

pytestmark = pytest.mark.storage


def leave(world: World, practice: Practice) -> None:
    """The owner leaves the administration, as the action of that name does it."""
    marking = practice.marking
    with transaction.atomic():
        mark(marking, owner=None)
        record_event("person.left", world.people["author"], markings=[marking.pk])
    relay.drain()


def test_the_contact_point_finds_it_in_the_queue_and_names_a_new_owner(world: World) -> None:
    practice = world.publish()
    leave(world, practice)
    browser = world.browser("ncp")
    assert "Needs a new owner" in browser.get("/workspace/").content.decode()
    browser.post(f"{practice.get_absolute_url()}owner/", {"owner": world.people["colleague"].handle})
    practice.refresh_from_db()
    assert practice.marking.owner == world.people["colleague"]
    assert world.browser("colleague").get(f"{practice.get_absolute_url()}edit/").status_code == 200
    assert world.browser("author").get(f"{practice.get_absolute_url()}edit/").status_code == 403


def test_of_a_red_record_the_queue_shows_reference_and_label_only(world: World) -> None:
    handles = [world.people["ncp"].handle, world.people["finn"].handle]
    seat(world.network, world.people["ncp"], "member")
    practice = world.publish(label=Label.RED.value, recipients=handles, title="Red and secret")
    assert practice.live
    marking = practice.marking
    marking.refresh_from_db()
    marking.recipients.remove(world.people["ncp"])
    leave(world, practice)
    page = world.browser("ncp").get("/workspace/").content.decode()
    assert practice.reference in page
    assert "Red and secret" not in page
    assert (
        "Red and secret"
        not in world.browser("ncp").get(f"{practice.get_absolute_url()}owner/").content.decode()
    )
    assert world.browser("ncp").get(practice.get_absolute_url()).status_code == 404


def test_nobody_else_names_an_owner_and_nobody_where_there_is_one(world: World) -> None:
    practice = world.publish()
    assert world.browser("ncp").get(f"{practice.get_absolute_url()}owner/").status_code == 404
    leave(world, practice)
    for name in ("author", "finn", "outsider", None):
        assert world.browser(name).get(f"{practice.get_absolute_url()}owner/").status_code == 404
