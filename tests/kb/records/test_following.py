"""Following a record: notices for those who may still read it, a list in the workspace, and nothing for anybody else."""

from typing import Any

import pytest

from kb.records.models import Record, RecordFollowers
from networks.access.enums import Label
from networks.events import relay
from networks.notices.models import Notice
from networks.spaces.models import Membership
from tests.kb.world import World

pytestmark = pytest.mark.storage


def press(world: World, name: str | None, record: Record, do: str = "follow") -> Any:
    return world.browser(name).post(f"{record.get_absolute_url()}follow/", {"do": do})


def told(world: World, name: str) -> list[str]:
    relay.drain()
    return list(
        Notice.objects.filter(expert=world.people[name], event__kind="followed.changed").values_list(
            "event__data__what", flat=True
        )
    )


def test_who_follows_is_told_of_a_new_version_once_and_authors_hear_as_authors(world: World) -> None:
    practice = world.publish()
    relay.drain()
    assert press(world, "member", practice).status_code == 302
    press(world, "author", practice)
    assert told(world, "member") == []
    browser, address = world.browser("author"), f"{practice.get_absolute_url()}edit/"
    version = browser.get(address).context["version"]
    browser.post(address, world.fields(version=version, title="Mended"))
    world.decide("ncp", practice, "clear")
    world.decide("finn", practice, "validate", grade="proven")
    world.decide("romanian", practice, "validate", grade="proven")
    assert told(world, "member") == ["published"]
    assert told(world, "author") == [] and told(world, "finn") == []
    assert (
        "Mended”, which you follow, was published"
        in world.browser("member").get("/workspace/notices/").content.decode()
    )


def test_it_stands_in_the_workspace_until_one_stops(world: World) -> None:
    practice = world.publish()
    page = world.browser("member").get(practice.get_absolute_url()).content.decode()
    assert "Follow" in page and "Stop following" not in page
    press(world, "member", practice)
    assert "Stop following" in world.browser("member").get(practice.get_absolute_url()).content.decode()
    assert 'id="following"' in world.browser("member").get("/workspace/").content.decode()
    press(world, "member", practice, "stop")
    assert 'id="following"' not in world.browser("member").get("/workspace/").content.decode()


def test_whoever_lost_the_right_to_read_hears_nothing_and_sees_nothing(world: World) -> None:
    practice = world.publish(summary_label="")
    press(world, "member", practice)
    practice.refresh_from_db()
    browser = world.browser("author")
    browser.post(
        f"{practice.get_absolute_url()}marking/",
        {"label": Label.AMBER_STRICT.value, "summary_label": "", "networks": [world.network.slug]},
    )
    browser.post(f"{practice.get_absolute_url()}withdraw/", {"reason": "The law changed."})
    assert told(world, "member") == []
    assert practice.title not in world.browser("member").get("/workspace/").content.decode()


def test_a_withdrawn_record_is_told_by_its_reference(world: World) -> None:
    practice = world.publish()
    relay.drain()
    press(world, "member", practice)
    world.browser("author").post(f"{practice.get_absolute_url()}withdraw/", {"reason": "The law changed."})
    assert told(world, "member") == ["withdrawn"]
    page = world.browser("member").get("/workspace/notices/").content.decode()
    assert f"{practice.reference}, which you follow, was withdrawn" in page and practice.title not in page


def test_who_may_not_know_it_gets_what_a_missing_record_gets(world: World) -> None:
    practice = world.publish(summary_label="")
    for name in ("outsider", None):
        hidden = press(world, name, practice)
        missing = world.browser(name).post("/kb/practices/ZZZZZ/follow/", {"do": "follow"})
        assert hidden.status_code == missing.status_code == 404
    assert not RecordFollowers.objects.exists()
    assert Membership.objects.filter(expert=world.people["outsider"]).exists()
