"""Two real servers on one SQLite file without Redis: what is posted through one arrives through the other."""

import asyncio
import json
from uuid import uuid4

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.networks.live.site import Browser, Site
from tests.timing import stopwatch

WITHOUT_REDIS_SECONDS = 2.0


async def test_a_post_in_one_process_arrives_in_the_other(site: Site) -> None:
    topic = site.actor("topic")
    async with site.browser("anna", 0) as anna, site.browser("bert", 1) as bert:
        await anna.follow(topic)
        await bert.follow(topic)
        with stopwatch() as passed:
            key = await anna.post(topic, "Read the **seal** first.")
            accepted = await anna.hear("accepted")
            arrived = await bert.hear("post", such=lambda frame: frame["seq"] == 2)
            assert passed() < WITHOUT_REDIS_SECONDS
        assert accepted == {"event": "accepted", "key": key, "seq": 2}
        assert (arrived["author"], arrived["edited"]) == ("Anna Example", False)
        assert arrived["html"] == "<p>Read the <strong>seal</strong> first.</p>"


async def test_a_post_by_the_plain_form_arrives_and_sent_twice_it_is_one(site: Site) -> None:
    topic, key = site.actor("topic"), str(uuid4())
    async with site.browser("bert", 1) as bert:
        await bert.follow(topic)
        for _time in range(2):
            assert site.pages("anna").post(f"/discussions/{topic}/post/", body="By hand.", key=key) == 302
        with stopwatch() as passed:
            await bert.hear("post", such=lambda frame: frame["seq"] == 2)
            assert passed() < WITHOUT_REDIS_SECONDS
        async with site.browser("anna") as anna:
            await anna.post(topic, "By hand.", key)
            assert (await anna.hear("accepted"))["seq"] == 2
    assert site.actor("post_count", topic=topic) == 2


async def test_edits_removals_and_reactions_arrive_in_order(site: Site) -> None:
    topic = site.actor("topic")
    async with site.browser("anna", 0) as anna:
        await anna.follow(topic, after=1)
        seq = site.actor("say", who="bert", topic=topic, body="Frist.")
        await anna.hear("post")
        site.actor("edit", who="bert", topic=topic, seq=seq, body="First.")
        changed = await anna.hear("post.changed")
        assert (changed["seq"], changed["post"], changed["html"], changed["edited"]) == (
            3,
            seq,
            "<p>First.</p>",
            True,
        )
        site.actor("sign", who="anna", topic=topic, seq=seq)
        reaction = await anna.hear("reaction")
        assert (reaction["seq"], reaction["post"]) == (4, seq)
        assert reaction["reactions"][0] == {
            "emoji": "👍",
            "name": "I agree",
            "count": 1,
            "who": ["Anna Example"],
        }
        site.actor("remove", who="bert", topic=topic, seq=seq)
        assert await anna.hear("post.removed") == {
            "event": "post.removed",
            "topic": topic,
            "seq": 5,
            "post": seq,
        }


async def test_catching_up_tells_posts_as_they_are_and_of_removed_ones_only_that(site: Site) -> None:
    topic = site.actor("topic")
    kept = site.actor("say", who="bert", topic=topic, body="Kpet.")
    gone = site.actor("say", who="bert", topic=topic, body="A name that must go.")
    site.actor("edit", who="bert", topic=topic, seq=gone, body="Still the name.")
    site.actor("edit", who="bert", topic=topic, seq=kept, body="Kept.")
    site.actor("remove", who="bert", topic=topic, seq=gone)
    async with site.browser("anna") as anna:
        assert await anna.follow(topic, after=1) == 6
        told = await anna.hear_up_to(6)
    assert [(each["event"], each["seq"], each["post"]) for each in told] == [
        ("post", 2, kept),
        ("post.changed", 5, kept),
        ("post.removed", 6, gone),
    ]
    assert told[0]["html"] == "<p>Kept.</p>"
    assert "name" not in json.dumps(told)


async def test_whoever_was_cut_off_misses_nothing_and_sees_nothing_twice(site: Site) -> None:
    topic, wanted = site.actor("topic"), 60
    seen: list[int] = []

    async def write(who: str, server: int) -> None:
        async with site.browser(who, server) as writer:
            for number in range(wanted // 3):
                await writer.post(topic, f"{who} {number}")
                await writer.hear("accepted", seconds=60)

    async def read() -> None:
        while not seen or seen[-1] < wanted + 1:
            async with site.browser("lead", len(seen) % 2) as reader:
                await reader.follow(topic, after=seen[-1] if seen else 0)
                for _until_the_next_cut in range(7):
                    if seen and seen[-1] >= wanted + 1:
                        return
                    seen.append((await reader.hear("post", seconds=60))["seq"])
                reader.wire.transport.abort()

    await asyncio.gather(read(), write("anna", 0), write("bert", 1), write("guest", 1))
    assert seen == list(range(1, wanted + 2))


async def test_following_far_beyond_what_exists_waits_for_what_comes(site: Site) -> None:
    topic = site.actor("topic")
    async with site.browser("anna") as anna:
        assert await anna.follow(topic, after=999_999) == 1
        site.actor("say", who="bert", topic=topic)
        assert (await anna.hear("post"))["seq"] == 2


async def test_a_foreign_topic_and_a_missing_one_are_refused_alike(site: Site) -> None:
    foreign = site.actor("topic", who="outsider", network="training")
    async with site.browser("anna") as anna:
        for name in (foreign, "0123456789AB", "", "../../etc", "\ud800", "ä" * 20):
            await anna.say("follow", topic=name, after=0)
            assert await anna.hear("refused") == {"event": "refused", "topic": name}
        await anna.post(foreign, "Let me in", key := str(uuid4()))
        first = await anna.hear("rejected")
        assert first["key"] == key
        await anna.post("0123456789AB", "Let me in", str(uuid4()))
        assert (await anna.hear("rejected"))["reason"] == first["reason"]
        site.actor("say", who="outsider", topic=foreign)
        await anna.say("read", topic=foreign, seq=1)
        await anna.say("typing", topic=foreign)
        await anna.say("ping")
        await anna.hear("pong")
    assert {frame["event"] for frame in anna.heard} == {"refused", "rejected", "pong"}


async def test_of_sixty_foreign_topics_none_is_told(site: Site) -> None:
    foreign = [site.actor("topic", who="outsider", network="training") for _each in range(60)]
    async with site.browser("anna") as anna:
        for topic in foreign:
            await anna.say("follow", topic=topic, after=0)
            await anna.hear("refused")
        site.actor("say", who="outsider", topic=foreign[0])
        await anna.say("ping")
        await anna.hear("pong")
    assert anna.count("refused") == 60
    assert anna.count("following") == anna.count("post") == anna.count("presence") == 0


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", None, "https://{address}", "http://{address}.evil.example"]
)
async def test_a_foreign_origin_is_refused(site: Site, origin: str | None) -> None:
    address = site.servers[0].address
    browser = Browser(address, site.cookies["anna"], origin and origin.format(address=address))
    with pytest.raises(InvalidStatus) as refused:
        await browser.__aenter__()
    assert refused.value.response.status_code == 403


async def test_another_address_than_the_socket_is_refused(site: Site) -> None:
    address = site.servers[0].address
    with pytest.raises(InvalidStatus):
        await connect(f"ws://{address}/ws/other/", origin=f"http://{address}")


async def test_a_visitor_is_told_to_sign_in(site: Site) -> None:
    for cookie in ("", "0123456789abcdef0123456789abcdef"):
        async with Browser(site.servers[0].address, cookie) as visitor:
            assert await visitor.closed() == 4401


async def test_malformed_frames_are_answered_and_the_socket_goes_on(site: Site) -> None:
    async with site.browser("anna") as anna:
        for text in ("{", "[]", '{"do":"explode"}', '{"do":"follow"}', "x" * 70_000, b"\x00\x01"):
            await anna.wire.send(text)
            assert (await anna.hear("error"))["reason"]
        for body, word in (("", "empty"), ("x" * 20_001, "20001"), ("\ud800", "empty")):
            await anna.post(site.topic, body)
            assert word in (await anna.hear("rejected"))["reason"]
        await anna.say("ping")
        await anna.hear("pong")


async def test_somebody_who_only_reads_is_told_why_they_cannot_post(site: Site) -> None:
    topic = site.actor("topic", label="TLP:GREEN")
    async with site.browser("outsider") as outsider:
        await outsider.follow(topic)
        await outsider.post(topic, "May I?")
        assert "Only members" in (await outsider.hear("rejected"))["reason"]


async def test_presence_and_typing_reach_the_others(site: Site) -> None:
    topic = site.actor("topic")
    async with site.browser("anna") as anna, site.browser("bert") as bert:
        await anna.follow(topic)
        await bert.follow(topic)
        await anna.hear("presence", such=lambda frame: frame["people"] == ["Anna Example", "Bert Example"])
        for _time in range(5):
            await bert.say("typing", topic=topic)
        assert await anna.hear("typing") == {"event": "typing", "topic": topic, "who": "Bert Example"}
        await bert.say("leave", topic=topic)
        assert await bert.hear("left") == {"event": "left", "topic": topic}
        await anna.hear("presence", such=lambda frame: frame["people"] == ["Anna Example"])
        await anna.post(topic)
        await anna.hear("post", such=lambda frame: frame["seq"] == 2)
    assert anna.count("typing") == 1
    assert bert.count("typing") == 0


async def test_a_discussion_that_is_closed_and_opened_again_tells_the_open_pages(site: Site) -> None:
    topic = site.actor("topic")
    async with site.browser("bert", 1) as bert:
        await bert.follow(topic)
        await is_told(bert, talking=True)
        site.actor("close", who="lead", topic=topic)
        await is_told(bert, talking=False)
        async with site.browser("anna", 0) as late:
            await late.follow(topic)
            await is_told(late, talking=False)
        site.actor("reopen", who="lead", topic=topic)
        await is_told(bert, talking=True)


async def is_told(browser: Browser, *, talking: bool) -> None:
    """The last word on who is here says so; it may have come before the answer to following."""
    while [each["talking"] for each in browser.heard if each["event"] == "presence"][-1:] != [talking]:
        await browser.next()


async def test_reading_is_remembered(site: Site) -> None:
    topic = site.actor("topic")
    async with site.browser("bert") as bert:
        await bert.say("read", topic=topic, seq=1)
        await bert.say("ping")
        await bert.hear("pong")
    assert site.actor("read_up_to", who="bert", topic=topic) == 1


async def test_a_reader_that_takes_nothing_stalls_nobody_and_is_told_to_fetch_anew(site: Site) -> None:
    topic, number = site.actor("topic"), 800
    async with site.browser("bert", 0) as stalled, site.browser("anna", 0) as anna:
        await stalled.follow(topic, after=1)
        await anna.follow(topic, after=1)
        before = site.servers[0].memory_kb
        stalled.wire.transport.pause_reading()
        flood = asyncio.to_thread(site.actor, "flood", who="guest", topic=topic, number=number)
        told, last = await asyncio.gather(anna.hear_up_to(number + 1, seconds=60), flood)
        assert [each["seq"] for each in told] == list(range(2, last + 1))
        assert site.servers[0].memory_kb - before < 60_000
        stalled.wire.transport.resume_reading()
        assert await stalled.closed(60) == 4409
        assert stalled.count("post") < number


async def test_following_a_closed_discussion_is_noted_each_time_and_an_open_one_never(site: Site) -> None:
    closed, amber = site.actor("topic", label="TLP:AMBER+STRICT"), site.actor("topic")
    async with site.browser("anna") as anna, site.browser("outsider") as outsider:
        await anna.follow(closed)
        await anna.follow(amber)
        for topic in (closed, "ZZZZZ"):
            await outsider.say("follow", topic=topic, after=0)
            await outsider.hear("refused")
    assert site.actor("followed", topic=closed) == [["Anna Example", "127.0.0.1"]]
    # What is not there leaves the same note as what may not be known.
    for topic in (closed, "ZZZZZ"):
        refused = site.actor("followed", topic=topic, outcome="refused")
        assert refused == [["Outsider Example", "127.0.0.1"]]
    assert site.actor("followed", topic=amber) == []
