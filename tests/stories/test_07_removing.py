"""Step 7: somebody is removed from a network; what that opened is closed at once."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.networks.live.servers import OwnRedis
from tests.stories.conftest import house_of, visiting
from tests.stories.people import People
from tests.stories.test_04_finding import publish_with_file
from tests.stories.test_05_discussing import WATCH, mine, opened, say

pytestmark = pytest.mark.browser
SILENT_WITHIN_MS = 2000
CLOSED = "You no longer have access to this discussion."
# Notes when the page says that the discussion is closed.
WATCH_END = """(words) => {
    const look = () => {
        if (!window.closedAt && document.body.innerText.includes(words))
            window.closedAt = performance.timeOrigin + performance.now();
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
}"""


# On the embedded default without Redis; with Redis as in production, on PostgreSQL (tests/services/suite.sh).
@pytest.fixture(
    params=["without Redis", pytest.param("with Redis stopped meanwhile", marks=pytest.mark.services)]
)
def scene(
    request: pytest.FixtureRequest, chromium: Any, tmp_path: Path
) -> Iterator[tuple[People, OwnRedis | None]]:
    """A house of this story alone, because a seat is taken away in it."""
    redis = None
    if request.param != "without Redis":
        (tmp_path / "redis").mkdir()
        redis = OwnRedis(tmp_path / "redis").start()
    more = {"REDIS_URL": redis.url} if redis else {"REDIS_URL": ""}
    try:
        for house in house_of(request, tmp_path / "house", **more):
            for people in visiting(chromium, house):
                yield people, redis
    finally:
        if redis:
            redis.stop()


def about_to_remove(people: People) -> Page:
    """The lead has filled in why; one press is left."""
    lead = people("lead.risk")
    lead.goto("/networks/risk-management/members/")
    lead.get_by_role("listitem").filter(has_text="Aino Lehtovaara").get_by_role("link", name="Edit").click()
    lead.get_by_label(re.compile("^Reason")).fill("Moved to another task.")
    lead.get_by_role("button", name="Remove from network").click()
    expect(lead.get_by_role("heading", name="Remove Aino Lehtovaara from Risk management?")).to_be_visible()
    return lead


def test_a_seat_is_taken_away(scene: tuple[People, OwnRedis | None], tmp_path: Path) -> None:
    people, redis = scene
    open_address, open_file = publish_with_file(people, tmp_path, "Known by its summary", "TLP:GREEN")
    shut_address, shut_file = publish_with_file(people, tmp_path, "Known to members only", "")
    leaving = opened(people("expert.fi", process=1), open_address)
    staying = opened(people("expert.pl", process=0), open_address)
    say(staying, "Before")
    expect(mine(leaving, "Before")).to_be_visible()
    leaving.evaluate(WATCH)
    leaving.evaluate(WATCH_END, CLOSED)
    lead = about_to_remove(people)
    if redis:
        redis.stop()

    lead.get_by_role("button", name="Remove from network").click()
    expect(lead.get_by_text("Removed Aino Lehtovaara from Risk management.")).to_be_visible()
    removed = lead.evaluate("performance.timeOrigin + performance.now()")
    for address in (shut_address, open_file, shut_file):
        assert leaving.request.get(address).status == 404, address
    summary = leaving.request.get(open_address)
    assert summary.status == 200
    assert "You can read the summary" in summary.text() and "zwickelwaage" not in summary.text()

    say(staying, "Not for everybody")
    expect(mine(staying, "Not for everybody")).to_be_visible()
    expect(leaving.get_by_text(CLOSED)).to_be_visible()
    assert leaving.evaluate("window.closedAt") - removed < SILENT_WITHIN_MS
    say(staying, "Later")
    expect(mine(staying, "Later")).to_be_visible()
    assert heard(leaving) & {"Not for everybody", "Later"} == set()
    leaving.goto(shut_address)
    expect(leaving.get_by_role("heading", name="Page not found")).to_be_visible()
    leaving.goto(open_address)
    expect(leaving.get_by_role("heading", name="You can read the summary")).to_be_visible()
    expect(leaving.locator("#discussion")).to_have_count(0)
    told = people("expert.fi")
    told.goto("/networks/risk-management/")
    expect(told.get_by_text("The content of this network is for its members.")).to_be_visible()


def heard(page: Page) -> set[str]:
    """Every text of a post that ever came into sight."""
    return set(page.evaluate("Object.keys(window.arrived)"))
