"""A discussion in a real browser: what the page says to the far end, what it shows, and that no words are lost."""

import json
import re
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.factories import ExpertFactory

pytestmark = pytest.mark.browser


class FakeLive:
    """The far end of /ws/, as the page sees it."""

    def __init__(self) -> None:
        self.wire: WebSocketRoute | None = None
        self.heard: list[dict] = []
        self.silent = False

    def connect(self, wire: WebSocketRoute) -> None:
        self.wire = wire
        wire.on_message(self.hear)

    def hear(self, text: str) -> None:
        frame = json.loads(text)
        self.heard.append(frame)
        if self.silent:
            return
        if frame["do"] == "follow":
            self.say(event="following", topic="T1", latest=self.latest)
        if frame["do"] == "ping":
            self.say(event="pong")

    latest = 44

    def say(self, **frame: object) -> None:
        assert self.wire is not None
        self.wire.send(json.dumps(frame))

    def post(self, seq: int, words: str, author: str = "Mika Virtanen") -> None:
        self.say(
            event="post",
            topic="T1",
            seq=seq,
            author=author,
            at="2026-03-12T12:04:00Z",
            html=f"<p>{words}</p>",
            edited=False,
        )

    def frames(self, verb: str) -> list[dict]:
        return [frame for frame in self.heard if frame["do"] == verb]


@pytest.fixture
def live(tab: Page, shown: str) -> FakeLive:
    far_end = FakeLive()
    tab.route_web_socket("**/ws/", far_end.connect)
    tab.goto(f"{shown}/discussion/")
    expect(tab.locator("[data-presence][data-live=live]")).to_be_visible()
    return far_end


def _posts(tab: Page) -> list[int]:
    return tab.evaluate(
        "[...document.querySelectorAll('[data-posts] [data-seq]')].map((post) => Number(post.dataset.seq))"
    )


def test_the_page_follows_from_what_it_already_shows(live: FakeLive) -> None:
    assert live.frames("follow") == [{"do": "follow", "topic": "T1", "after": 44}]


def test_a_discussion_that_is_closed_meanwhile_says_so_and_keeps_what_was_typed(
    tab: Page, live: FakeLive
) -> None:
    area, send = tab.locator("#composer-body"), tab.locator("[data-composer] button[type=submit]")
    area.fill("Half a thought")
    live.say(event="presence", topic="T1", people=[], limited=False, talking=False)
    expect(tab.get_by_text("This discussion was closed.")).to_be_visible()
    expect(send).to_be_disabled()
    expect(area).to_have_value("Half a thought")
    live.say(event="presence", topic="T1", people=[], limited=False, talking=True)
    expect(tab.get_by_text("This discussion was closed.")).to_be_hidden()
    expect(send).to_be_enabled()


def test_posts_that_overtake_each_other_stand_in_order_and_once(tab: Page, live: FakeLive) -> None:
    for seq in (46, 45, 46):
        live.post(seq, f"number {seq}")
    expect(tab.locator("#post-46")).to_contain_text("number 46")
    assert _posts(tab)[-2:] == [45, 46]


def test_a_notice_that_comes_in_marks_the_menu_for_eyes_and_ears(tab: Page, live: FakeLive) -> None:
    request = SimpleNamespace(user=ExpertFactory.build(), path="/")
    menu = render_to_string("components/user_menu.html", {"request": request, "unread_notices": 0})
    tab.locator(".site-head-me").evaluate("(place, menu) => { place.innerHTML = menu }", menu)
    expect(tab.locator("[data-new-notices]")).to_be_hidden()
    live.say(event="notice")
    expect(tab.locator("[data-new-notices]")).to_be_visible()
    expect(tab.get_by_label("Your menu")).to_have_accessible_name(re.compile("new notices$"))


def test_a_changed_post_says_so_and_a_removed_one_is_gone(tab: Page, live: FakeLive) -> None:
    live.post(45, "first words")
    live.say(event="post.changed", topic="T1", seq=46, post=45, html="<p>better words</p>")
    expect(tab.locator("#post-45")).to_contain_text("better words")
    expect(tab.locator("#post-45 [data-edited]")).to_be_visible()
    live.say(event="post.removed", topic="T1", seq=47, post=45)
    expect(tab.locator("#post-45")).to_have_count(0)


def test_a_post_is_sent_once_accepted_and_then_shown_as_the_server_made_it(tab: Page, live: FakeLive) -> None:
    tab.fill("#composer-body", "A **bold** word")
    tab.click("[data-composer] button[type=submit]")
    expect(tab.locator("[data-pending]")).to_contain_text("A **bold** word")
    sent = live.frames("post")[0]
    assert (sent["topic"], sent["body"], sent["key"]) == ("T1", "A **bold** word", "first-key")
    live.say(event="accepted", key="first-key", seq=45)
    live.post(45, "A <strong>bold</strong> word", author="Anna Nowak")
    expect(tab.locator("#post-45 strong")).to_have_text("bold")
    expect(tab.locator("[data-pending]")).to_have_count(0)
    expect(tab.locator("#post-45 a[href='/posts/45/edit/']")).to_be_visible()


def test_signs_under_a_post_are_counted_live(tab: Page, live: FakeLive) -> None:
    live.post(45, "new")
    agreed = {"emoji": "👍", "name": "Agreed", "count": 5, "who": ["Anna Nowak"]}
    live.say(event="reaction", topic="T1", seq=46, post=45, reactions=[agreed])
    button = tab.locator("#post-45 .reactions button").first
    expect(button).to_have_text("👍 5")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert tab.locator("#post-45 form.reactions").get_attribute("action").endswith("/posts/45/react/")


def test_an_answer_names_whom_it_answers(tab: Page, live: FakeLive) -> None:
    live.say(
        event="post",
        topic="T1",
        seq=45,
        author="Mika Virtanen",
        author_url="/people/mika/",
        at="2026-03-12T12:04:00Z",
        html="<p>Yes.</p>",
        edited=False,
        reply_to=41,
    )
    expect(tab.locator("#post-45 [data-reply-to]")).to_contain_text("Anna Nowak")
    expect(tab.locator("#post-45 [data-author] a")).to_have_attribute("href", "/people/mika/")


def test_a_refused_post_goes_back_into_the_box_with_the_reason(tab: Page, live: FakeLive) -> None:
    tab.fill("#composer-body", "Far too long")
    tab.click("[data-composer] button[type=submit]")
    expect(tab.locator("[data-pending]")).to_have_count(1)
    live.say(event="rejected", key="first-key", reason="Write less.")
    expect(tab.locator("[data-rejected]")).to_have_text("Write less.")
    expect(tab.locator("#composer-body")).to_have_value("Far too long")


def test_after_an_interruption_the_page_asks_for_what_it_missed_and_sends_again(
    tab: Page, live: FakeLive
) -> None:
    live.post(45, "before")
    expect(tab.locator("#post-45")).to_be_visible()
    live.silent = True
    tab.fill("#composer-body", "Said into the dark")
    tab.click("[data-composer] button[type=submit]")
    expect(tab.locator("[data-pending]")).to_have_count(1)
    live.silent, live.latest = False, 46
    live.wire.close(code=1012)
    expect(tab.locator("[data-presence][data-live=away]")).to_be_visible()
    expect(tab.locator("[data-presence][data-live=live]")).to_be_visible()
    assert live.frames("follow")[-1]["after"] == 45
    live.post(46, "meanwhile")
    expect(tab.locator("#post-46")).to_contain_text("meanwhile")
    assert {frame["key"] for frame in live.frames("post")} == {"first-key"}
    assert len(live.frames("post")) == 2


def test_when_the_right_to_read_ends_nothing_is_left_but_what_one_was_writing(
    tab: Page, live: FakeLive
) -> None:
    tab.fill("#composer-body", "My own words")
    live.say(event="closed", topic="T1")
    expect(tab.locator("[data-posts] [data-post]")).to_have_count(0)
    expect(tab.locator("[data-rejected]")).to_contain_text("no longer have access to this discussion")
    expect(tab.locator("#composer-body")).to_have_value("My own words")


def test_somebody_who_writes_is_named(tab: Page, live: FakeLive) -> None:
    live.say(event="typing", topic="T1", who="Mika Virtanen")
    expect(tab.locator("[data-typing]")).to_contain_text("Mika Virtanen")
