"""When rights end, the page is a 404 at once and the socket hears nothing more within two seconds."""

from tests.networks.live.site import Browser, Pages, Site
from tests.timing import stopwatch

WITHIN_SECONDS = 2.0


async def lose_membership(site: Site, who: str) -> None:
    """Somebody follows a topic, is removed, and everything is checked."""
    site.actor("begin_membership", who=who)
    topic = site.actor("topic")
    address = f"/networks/risk/discussions/{topic}/"
    async with site.browser(who, 1) as removed, site.browser("anna", 0) as anna:
        await removed.follow(topic)
        await anna.follow(topic)
        assert site.pages(who).get(address) == 200
        site.actor("end_membership", who=who)
        with stopwatch() as passed:
            assert site.pages(who).get(address) == 404
            await anna.post(topic, "Only for those who stayed")
            assert await removed.closed() == 4403
            assert passed() < WITHIN_SECONDS
        assert removed.heard[-1] == {"event": "closed", "topic": topic}
        assert "Only for those who stayed" not in str(removed.heard)
        await anna.hear("post", such=lambda frame: frame["seq"] == 2)
    async with site.browser(who, 0) as back:
        await back.say("follow", topic=topic, after=0)
        await back.hear("refused")


async def test_a_removed_member_hears_nothing_more(site: Site) -> None:
    await lose_membership(site, "outsider")


async def test_what_is_still_readable_can_be_followed_again(site: Site) -> None:
    site.actor("begin_membership", who="outsider")
    amber, green = site.actor("topic"), site.actor("topic", label="TLP:GREEN")
    async with site.browser("outsider") as outsider:
        await outsider.follow(amber)
        await outsider.follow(green)
        site.actor("end_membership", who="outsider")
        assert await outsider.closed() == 4403
        closed = [frame["topic"] for frame in outsider.heard if frame["event"] == "closed"]
        assert closed == [amber]
    async with site.browser("outsider") as outsider:
        assert await outsider.follow(green) == 1


async def test_a_seat_whose_last_day_is_over_hears_nothing_more(site: Site) -> None:
    """Without the worker, which would end the seat, and without anything that raises the epoch."""
    site.actor("begin_membership", who="outsider")
    topic = site.actor("topic")
    async with site.browser("outsider", 1) as outsider, site.browser("bert", 0) as bert:
        await outsider.follow(topic)
        await bert.follow(topic)
        site.actor("last_day", who="outsider")
        site.actor("say", who="anna", topic=topic)
        await outsider.hear("post", such=lambda frame: frame["seq"] == 2)
        try:
            with stopwatch() as passed:
                site.let_days_pass(1)
                assert await outsider.closed() == 4403
                assert passed() < WITHIN_SECONDS
            assert site.pages("outsider").get(f"/networks/risk/discussions/{topic}/") == 404
            site.actor("say", who="anna", topic=topic)
            await bert.hear("post", such=lambda frame: frame["seq"] == 3)
        finally:
            site.let_days_pass(0)
            site.actor("end_membership", who="outsider")


async def test_somebody_else_losing_rights_closes_nothing(site: Site) -> None:
    site.actor("begin_membership", who="outsider")
    topic = site.actor("topic")
    async with site.browser("bert") as bert, site.browser("outsider") as outsider:
        await bert.follow(topic)
        await outsider.follow(topic)
        site.actor("end_membership", who="outsider")
        assert await outsider.closed() == 4403
        site.actor("say", who="anna", topic=topic)
        await bert.hear("post", such=lambda frame: frame["seq"] == 2)


async def test_a_session_that_was_ended_elsewhere_is_closed_and_the_one_that_ended_it_is_not(
    site: Site,
) -> None:
    topic, lost = site.actor("topic"), site.actor("another_session", who="bert")
    address = site.servers[0].address
    assert Pages(address, lost).get("/people/") == 200
    async with Browser(address, lost) as elsewhere, site.browser("bert", 1) as here:
        await elsewhere.follow(topic)
        await here.follow(topic)
        with stopwatch() as passed:
            assert site.pages("bert", 1).post("/accounts/sessions/", others="1", confirmed="yes") == 302
            await elsewhere.closed()
            assert passed() < WITHIN_SECONDS
        assert elsewhere.heard[-1] == {"event": "closed", "topic": topic}
        site.actor("say", who="anna", topic=topic)
        await here.hear("post", such=lambda frame: frame["seq"] == 2)
    assert Pages(address, lost).get("/people/") == 404


async def test_a_suspended_person_is_closed_and_cannot_come_back(site: Site) -> None:
    topic = site.actor("topic")
    async with site.browser("guest") as guest:
        await guest.follow(topic)
        site.actor("suspend", who="guest")
        with stopwatch() as passed:
            assert await guest.closed() == 4403
            assert passed() < WITHIN_SECONDS
        assert guest.heard[-1] == {"event": "closed", "topic": topic}
    async with site.browser("guest") as guest:
        assert await guest.closed() == 4401


async def test_what_break_glass_opened_is_closed_with_its_hour_without_the_worker(site: Site) -> None:
    topic, left = site.actor("topic"), 3
    opened = site.actor("opened_by_an_administrator", topic=topic, seconds=left)
    async with Browser(site.servers[1].address, opened) as administrator:
        await administrator.follow(topic)
        with stopwatch() as passed:
            assert await administrator.closed() == 4403
            assert passed() < left + WITHIN_SECONDS
        assert administrator.heard[-1] == {"event": "closed", "topic": topic}
