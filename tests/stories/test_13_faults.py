"""Servers stopped while people work: pages and posting go on, and what was missed arrives when they return."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.networks.live.servers import OwnRedis
from tests.stories.conftest import house_of, visiting
from tests.stories.people import People
from tests.stories.test_05_discussing import mine, opened, say, unheard

pytestmark = pytest.mark.browser
TOPICS = "/networks/risk-management/discussions/"


@pytest.fixture
def scene(request: pytest.FixtureRequest, chromium: Any, tmp_path: Path) -> Iterator[tuple[People, OwnRedis]]:
    """A house with a Redis of its own."""
    (tmp_path / "redis").mkdir()
    redis = OwnRedis(tmp_path / "redis").start()
    try:
        for house in house_of(request, tmp_path / "house", REDIS_URL=redis.url):
            for people in visiting(chromium, house):
                yield people, redis
    finally:
        redis.stop()


def test_redis_stops_and_returns_while_two_people_talk(scene: tuple[People, OwnRedis]) -> None:
    people, redis = scene
    writer = people("expert.fi", process=0)
    writer.goto(TOPICS)
    address = writer.locator("main .rows").get_by_role("link").first.get_attribute("href")
    writer, reader = opened(writer, address), opened(people("expert.pl", process=1), address)
    for state in ("with Redis", "without", "with it again"):
        if state == "without":
            redis.stop()
        if state == "with it again":
            redis.start()
        words = unheard(state)
        say(writer, words)
        expect(mine(reader, words)).to_have_count(1)
        expect(mine(writer, words)).to_have_count(1)
        if state == "without":
            expect(reader.locator("[data-live-words]")).to_contain_text("Who else is here cannot be shown")
        assert reader.request.get("/kb/practices/").status == 200
        assert reader.request.get("/workspace/").status == 200
    expect(reader.locator("[data-live-words]")).to_have_text("Live")


def test_a_web_process_that_dies_is_missed_by_nobody_for_long(scene: tuple[People, OwnRedis]) -> None:
    """The browser says so, keeps what is written, and catches up when the process is back."""
    people, _redis = scene
    writer = people("expert.fi", process=0)
    writer.goto(TOPICS)
    address = writer.locator("main .rows").get_by_role("link").first.get_attribute("href")
    writer, reader = opened(writer, address), opened(people("expert.pl", process=1), address)
    server = people.house.process(1)
    server.stop()
    expect(reader.locator("[data-live-words]")).to_contain_text("Reconnecting")
    missed, own = unheard("Missed"), unheard("Kept")
    say(writer, missed)
    reader.get_by_label("Your post").fill(own)
    server.begin()
    server.ready()
    expect(mine(reader, missed)).to_have_count(1)
    expect(reader.get_by_label("Your post")).to_have_value(own)
    reader.get_by_role("button", name="Post", exact=True).click()
    expect(mine(writer, own)).to_have_count(1)
