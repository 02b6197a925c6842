"""What nobody confirms is shown as unconfirmed, then archived; one word of its owner brings it back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kb.practices.models import Practice
from kb.records.enums import State
from kb.records.models import Record
from kb.records.scheduled import archive_unconfirmed, mark_unconfirmed
from networks.events import relay
from networks.events.models import Event
from tests.kb.world import World

pytestmark = pytest.mark.storage


def overdue(practice: Practice, days: int) -> None:
    """The day by which it was to be confirmed passed so many days ago, and the hour's work was done."""
    due = timezone.localdate() - timedelta(days=days)
    Record.objects.filter(pk=practice.pk).update(review_due=due)
    mark_unconfirmed()
    archive_unconfirmed()
    relay.drain()
    practice.refresh_from_db()


@pytest.mark.parametrize(
    ("days", "state"), [(1, State.UNCONFIRMED), (330, State.UNCONFIRMED), (370, State.ARCHIVED)]
)
def test_after_a_second_round_without_a_word_it_is_archived(world: World, days: int, state: str) -> None:
    practice = world.publish()
    overdue(practice, days)
    assert practice.state == state


def test_what_is_archived_leaves_the_lists_and_stays_readable(world: World) -> None:
    practice = world.publish()
    overdue(practice, 400)
    assert practice.title not in world.browser("finn").get("/kb/practices/").content.decode()
    page = world.browser("finn").get(practice.get_absolute_url()).content.decode()
    assert "separate" in page and "It is no longer listed" in page
    history = world.browser("author").get(f"{practice.get_absolute_url()}history/").content.decode()
    assert "Archived" in history
    notices = world.browser("author").get("/workspace/notices/").content.decode()
    assert f"“{practice.title}” was archived" in notices


def test_it_is_archived_once(world: World) -> None:
    overdue(world.publish(), 400)
    assert archive_unconfirmed() == 0
    assert Event.objects.filter(kind="record.archived").count() == 1


@pytest.mark.parametrize("name", ["author", "ncp"])
def test_still_correct_brings_it_back(world: World, name: str) -> None:
    practice = world.publish()
    overdue(practice, 400)
    address = f"{practice.get_absolute_url()}confirm/"
    assert address in world.browser(name).get(practice.get_absolute_url()).content.decode()
    assert address not in world.browser("finn").get(practice.get_absolute_url()).content.decode()
    world.browser(name).post(address)
    practice.refresh_from_db()
    assert practice.state == State.PUBLISHED
    assert practice.review_due > timezone.localdate()
    assert practice.title in world.browser("finn").get("/kb/practices/").content.decode()
