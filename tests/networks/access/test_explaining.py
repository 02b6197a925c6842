"""`explain_access`: why somebody reads a thing or does not, from the rows that decide it."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from kb.practices.models import Practice
from networks.access.enums import Label, Part
from networks.access.models import MarkingToken
from networks.library.actions.store_file import store_file
from networks.spaces.enums import MembershipState
from networks.spaces.models import Membership
from tests.kb.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.storage]

TITLE = "Canary of the title"


@pytest.fixture
def world() -> World:
    return make_world()


def told(world: World, name: str, thing: str) -> dict[str, str]:
    """What is said of each part, and of acting."""
    out = StringIO()
    call_command("explain_access", world.people[name].email, thing, stdout=out)
    text = out.getvalue()
    assert TITLE not in text, "the command is for people who look after the platform, not for readers"
    parts: dict[str, str] = {}
    at = "about"
    for line in text.splitlines():
        if line and not line.startswith(" "):
            at = line.partition(":")[0]
        parts[at] = f"{parts.get(at, '')}{line}\n"
    return parts


@pytest.fixture
def amber(world: World) -> Practice:
    return world.publish(title=TITLE)


def test_a_member_reads_by_the_network(world: World, amber: Practice) -> None:
    said = told(world, "member", amber.reference)
    assert "READS IT" in said["Body"] and "members of Risk management\n" in said["Body"]
    assert "does not read it" in said["Draft"]
    assert "discuss in Risk management" in said["may do"]


def test_an_outsider_is_told_what_would_let_them_in(world: World, amber: Practice) -> None:
    said = told(world, "outsider", amber.get_absolute_url())
    for part in ("Summary", "Body", "Discussion", "Draft"):
        assert "does not read it" in said[part], part
    assert "* become a member of Risk management\n" in said["Body"]
    administration = world.people["author"].administration.name
    assert f"* hold the office: the contact point of {administration} or the deputy\n" in said["Body"]
    assert any(lines.startswith("may do nothing") for lines in said.values())


def test_whoever_left_is_told_about_the_last_seat(world: World, amber: Practice) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    seats = Membership.objects.filter(expert=world.people["member"])
    seats.update(ends_on=yesterday)
    ended = seats.get().get_state_display()
    assert (
        f"become a member of Risk management again (the last seat: {ended}, until {yesterday})"
        in told(world, "member", amber.reference)["Body"]
    )
    seats.update(ends_on=None, state=MembershipState.ENDED)
    assert "again (the last seat: " in told(world, "member", amber.reference)["Body"]


def test_of_another_administration_one_is_told_who_can_let_it_in(world: World) -> None:
    strict = world.publish(title=TITLE, label=Label.AMBER_STRICT.value)
    said = told(world, "finn", strict.reference)
    administration = world.people["author"].administration.name
    assert f"keep the seat in Risk management, and come from {administration}" in said["Body"]
    assert "READS IT" in told(world, "colleague", strict.reference)["Body"]


def test_a_guest_is_told_that_the_label_is_for_experts(world: World) -> None:
    green = world.publish(title=TITLE, label=Label.GREEN.value)
    assert (
        "be no guest: the account is of the kind “Third country”"
        in told(world, "guest", green.reference)["Body"]
    )
    assert "READS IT" in told(world, "outsider", green.reference)["Body"]


def test_an_account_that_does_not_count_brings_what_everybody_brings(world: World, amber: Practice) -> None:
    world.people["finn"].is_active = False
    world.people["finn"].save()
    said = told(world, "finn", amber.reference)
    assert any("DOES NOT COUNT TODAY" in line for line in said.values())
    assert "the account would have to count today" in said["Body"]


def test_stored_readers_that_differ_from_the_marking_are_a_fault(world: World, amber: Practice) -> None:
    assert "FAULT" not in told(world, "member", amber.reference)["Body"]
    MarkingToken.objects.create(marking=amber.marking, part=Part.BODY, token="all")
    said = told(world, "outsider", amber.reference)
    assert "READS IT" in said["Body"] and "FAULT" in said["Body"]


def test_discussions_are_named_by_reference_and_address(world: World, amber: Practice) -> None:
    topic = amber.discussion.topic
    for name in (topic.reference, topic.get_absolute_url()):
        assert "READS IT" in told(world, "finn", name)["Discussion"]


def test_a_file_is_named_by_reference_and_address(
    world: World, amber: Practice, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path
    upload = ContentFile(b"Words of the plan.")
    kept = store_file(world.viewer("author"), amber.marking, Part.BODY, upload, name="plan.txt")
    for name in (kept.reference, kept.get_absolute_url()):
        assert "File " in "".join(told(world, "finn", name).values())


def test_somebody_and_something_unknown_are_named(world: World, amber: Practice) -> None:
    with pytest.raises(CommandError, match="Nobody has the address"):
        call_command("explain_access", "nobody@nowhere.example", amber.reference)
    with pytest.raises(CommandError, match="nothing of this name"):
        call_command("explain_access", world.people["finn"].email, "ZZZZZ")
