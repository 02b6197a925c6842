"""Who is here and who is writing: told of those whom a reader may know, and never of those who only look."""

from uuid import uuid4

import pytest

from networks.access.actions.break_glass import Asked, open_glass
from networks.access.enums import GlassPurpose, Label
from networks.access.viewer import viewer_of
from networks.discussions.actions.start_topic import Readers, start_topic
from networks.discussions.models import Topic
from networks.people.models import Expert
from networks.spaces.models import Network
from tests import factories
from tests.access import sockets
from tests.access.answers import browser_of
from tests.access.sockets import Line, run, settle

without_threads = sockets.without_threads
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_threads")]


@pytest.fixture
def space() -> Network:
    return factories.NetworkFactory()


@pytest.fixture
def member(space: Network) -> Expert:
    return factories.seat(space, factories.ExpertFactory(given_name="Sits", family_name="Here")).expert


@pytest.fixture
def guest(space: Network) -> Expert:
    return factories.seat(space, factories.ExpertFactory(third_country=True)).expert


def topic_of(member: Expert, space: Network, label: str) -> Topic:
    return start_topic(
        viewer_of(member), space, title="t", body="b", key=uuid4(), readers=Readers(Label(label))
    )


def heard_by(listener: Expert, topic: Topic, *others: Expert) -> str:
    """All that one hears while the others come into the topic and write there."""
    lines = [Line(each, browser_of(each).session) for each in (listener, *others)]

    async def talk() -> str:
        async with lines[0]:
            await lines[0].say("follow", topic=topic.reference, after=0)
            for line in lines[1:]:
                await line.__aenter__()
                await line.say("follow", topic=topic.reference, after=0)
                await line.say("typing", topic=topic.reference)
            await settle()
            for line in lines[1:]:
                await line.__aexit__()
        return "\n".join(lines[0].heard)

    return run(talk())


def test_a_guest_is_told_of_members_and_not_of_experts_from_elsewhere(
    space: Network, member: Expert, guest: Expert
) -> None:
    topic = topic_of(member, space, Label.GREEN)
    stranger = factories.ExpertFactory(given_name="Stranger", family_name="Toguests")
    told = heard_by(guest, topic, member, stranger)
    assert '"typing"' in told and "Sits Here" in told
    assert "Stranger Toguests" not in told


def test_an_expert_is_told_of_both(space: Network, member: Expert, guest: Expert) -> None:
    topic = topic_of(member, space, Label.GREEN)
    stranger = factories.ExpertFactory(given_name="Stranger", family_name="Toguests")
    told = heard_by(factories.ExpertFactory(), topic, guest, stranger)
    assert guest.full_name in told and "Stranger Toguests" in told


def test_nobody_is_told_of_an_administrator_who_looks_in_an_emergency(space: Network, member: Expert) -> None:
    topic = topic_of(member, space, Label.AMBER)
    looks = factories.administrator(given_name="Opens", family_name="Byglass")
    open_glass(viewer_of(looks), Asked(topic.reference, GlassPurpose.INCIDENT, "An incident"))
    told = heard_by(member, topic, looks)
    assert '"presence"' in told
    assert "Opens Byglass" not in told
