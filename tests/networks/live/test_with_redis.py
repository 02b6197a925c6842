"""Two real servers on PostgreSQL with a Redis that works, hangs, is killed and comes back."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.networks.live.servers import OwnRedis
from tests.networks.live.site import Site
from tests.networks.live.test_rights_end import lose_membership
from tests.timing import stopwatch

pytestmark = pytest.mark.services
WITH_REDIS_SECONDS = 1.0
WITHOUT_REDIS_SECONDS = 2.0


@contextmanager
def redis_is(state: str, redis: OwnRedis) -> Iterator[None]:
    """For the length of a test Redis works, hangs, or is gone."""
    if state == "hanging":
        redis.hold()
    elif state == "gone":
        redis.stop()
    try:
        yield
    finally:
        if state == "hanging":
            redis.let_go()
        elif state == "gone":
            redis.start()


STATES = ["working", "hanging", "gone", "working"]


@pytest.mark.parametrize("state", STATES)
async def test_a_post_arrives_in_the_other_process(
    served: Site, redis_of_our_own: OwnRedis, state: str
) -> None:
    topic, limit = served.actor("topic"), WITH_REDIS_SECONDS if state == "working" else WITHOUT_REDIS_SECONDS
    async with served.browser("anna", 0) as anna, served.browser("bert", 1) as bert:
        await anna.follow(topic)
        await bert.follow(topic)
        with redis_is(state, redis_of_our_own):
            for number in range(2, 7):
                with stopwatch() as passed:
                    await anna.post(topic, f"Number {number}")
                    await anna.hear("accepted")
                    await bert.hear("post", such=lambda frame, seq=number: frame["seq"] == seq)
                    assert passed() < limit


async def test_whoever_is_told_of_something_hears_of_it_in_every_process_and_nobody_else(
    served: Site,
) -> None:
    async with (
        served.browser("anna", 0) as here,
        served.browser("anna", 1) as there,
        served.browser("bert", 1) as bert,
    ):
        for each in (here, there, bert):
            await each.follow(served.topic)
        served.actor("give_more", who="anna")
        for each in (here, there):
            assert await each.hear("notice") == {"event": "notice"}
        await bert.say("ping")
        await bert.hear("pong")
        assert "notice" not in [frame["event"] for frame in bert.heard]


@pytest.mark.parametrize("state", ["working", "hanging", "gone"])
async def test_a_removed_member_hears_nothing_more(
    served: Site, redis_of_our_own: OwnRedis, state: str
) -> None:
    with redis_is(state, redis_of_our_own):
        await lose_membership(served, "outsider")


@pytest.mark.parametrize("state", ["hanging", "gone"])
async def test_the_plain_form_posts_within_a_second_without_redis(
    served: Site, redis_of_our_own: OwnRedis, state: str
) -> None:
    topic = served.actor("topic")
    with redis_is(state, redis_of_our_own), stopwatch() as passed:
        posted = served.pages("anna").post(
            f"/discussions/{topic}/post/",
            body="By hand.",
            key=f"5f0c2a53-4d9e-4ac1-9a39-{time.time_ns() % 10**12:012d}",
        )
        assert posted == 302
        assert passed() < 1.0


async def test_eight_writers_at_once_leave_no_gap(served: Site) -> None:
    topic, writers, each = served.actor("topic"), 8, 15

    async def write(number: int) -> None:
        who = ["anna", "bert", "lead", "guest"][number % 4]
        async with served.browser(who, number % 2) as writer:
            for count in range(each):
                await writer.post(topic, f"{number} {count}")
                await writer.hear("accepted", seconds=60)

    async with served.browser("anna", 0) as here, served.browser("bert", 1) as there:
        await here.follow(topic)
        await there.follow(topic)
        await asyncio.gather(*(write(number) for number in range(writers)))
        wanted = list(range(1, writers * each + 2))
        for reader in (here, there):
            told = await reader.hear_up_to(wanted[-1], seconds=60)
            assert [change["seq"] for change in told] == wanted


async def test_one_key_sent_three_times_at_once_is_one_post(served: Site) -> None:
    topic = served.actor("topic")
    for number in range(5):
        key = f"5f0c2a53-4d9e-4ac1-9a39-{number:012d}"
        async with (
            served.browser("anna", 0) as one,
            served.browser("anna", 1) as two,
            served.browser("anna", 1) as three,
        ):
            await asyncio.gather(*(each.post(topic, "Once.", key) for each in (one, two, three)))
            places = {(await each.hear("accepted"))["seq"] for each in (one, two, three)}
            assert places == {number + 2}
    assert served.actor("post_count", topic=topic) == 6


async def test_presence_is_known_across_processes(served: Site) -> None:
    topic = served.actor("topic")
    async with served.browser("anna", 0) as anna, served.browser("bert", 1) as bert:
        await anna.follow(topic)
        await bert.follow(topic)
        both = ["Anna Example", "Bert Example"]
        await anna.hear("presence", such=lambda frame: frame["people"] == both)
        await bert.say("typing", topic=topic)
        assert (await anna.hear("typing"))["who"] == "Bert Example"
