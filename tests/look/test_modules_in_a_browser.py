"""The small modules at work in a real browser: what they ask, what they show, and that nothing typed is lost."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect, sync_playwright

pytestmark = pytest.mark.browser
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 800}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


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


def test_posts_that_overtake_each_other_stand_in_order_and_once(tab: Page, live: FakeLive) -> None:
    for seq in (46, 45, 46):
        live.post(seq, f"number {seq}")
    expect(tab.locator("#post-46")).to_contain_text("number 46")
    assert _posts(tab)[-2:] == [45, 46]


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
    expect(tab.locator("[data-rejected]")).to_contain_text("no longer open to you")
    expect(tab.locator("#composer-body")).to_have_value("My own words")


def test_somebody_who_writes_is_named(tab: Page, live: FakeLive) -> None:
    live.say(event="typing", topic="T1", who="Mika Virtanen")
    expect(tab.locator("[data-typing]")).to_contain_text("Mika Virtanen")


def _answering(tab: Page, path: str, answer: Callable[[Route], None]) -> None:
    tab.route(f"**{path}**", answer)


def _json(body: object, status: int = 200) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, content_type="application/json", body=json.dumps(body))


def test_a_form_saves_itself_and_says_when(tab: Page, shown: str) -> None:
    sent: list[str] = []

    def keep(route: Route) -> None:
        sent.append(route.request.post_data or "")
        _json({"version": "v2"})(route)

    _answering(tab, "/autosave/", keep)
    tab.goto(f"{shown}/form/")
    tab.fill("#right_text", "What we did")
    expect(tab.locator("[data-saved-state]")).to_have_attribute("data-state", "saved")
    assert "What we did" in sent[0]
    assert tab.input_value("[name=version]") == "v2"


def test_what_could_not_be_saved_is_still_there_after_a_reload(tab: Page, shown: str) -> None:
    _answering(tab, "/autosave/", _json({}, 500))
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.goto(f"{shown}/form/")
    tab.fill("#right_text", "Typed with a bad line")
    expect(tab.locator("[data-saved-state]")).to_have_attribute("data-state", "failed")
    tab.reload()
    expect(tab.locator("#right_text")).to_have_value("Typed with a bad line")


def test_a_preview_is_made_by_the_server(tab: Page, shown: str) -> None:
    _answering(
        tab, "/preview/", lambda route: route.fulfill(content_type="text/html", body="<p><em>so</em></p>")
    )
    _answering(tab, "/autosave/", _json({}))
    tab.goto(f"{shown}/form/")
    tab.fill("#right_text", "*so*")
    tab.get_by_role("button", name="Preview").click()
    expect(tab.locator("[data-preview-pane] em")).to_have_text("so")


def test_who_reads_this_changes_with_the_label(tab: Page, shown: str) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        _json({"sentence": "All experts, 1,204 people."})(route)

    _answering(tab, "/readers/", answer)
    _answering(tab, "/autosave/", _json({}))
    tab.goto(f"{shown}/form/")
    tab.get_by_text("All experts").click()
    expect(tab.locator("[data-sentence]")).to_have_text("All experts, 1,204 people.")
    assert "label=TLP%3AGREEN" in asked[0]


def test_a_title_like_another_is_pointed_out(tab: Page, shown: str) -> None:
    _answering(
        tab, "/similar/", _json({"items": [{"title": "Slot boards", "url": "/kb/X/", "kind": "Practice"}]})
    )
    _answering(tab, "/autosave/", _json({}))
    tab.goto(f"{shown}/form/")
    tab.fill("#right_title", "Slot board at the lanes")
    expect(tab.locator("[data-similar] a")).to_have_text("Slot boards")


def test_files_are_sent_with_what_became_of_each(tab: Page, shown: str) -> None:
    answers = iter(
        [
            _json({"name": "a.pdf", "url": "/files/1/a.pdf", "id": "1"}),
            _json({"reason": "This is a program."}, 415),
        ]
    )
    _answering(tab, "/upload/", lambda route: next(answers)(route))
    tab.goto(f"{shown}/form/")
    files = [{"name": name, "mimeType": "application/pdf", "buffer": b"%PDF"} for name in ("a.pdf", "b.pdf")]
    tab.set_input_files("#files", files)
    rows = tab.locator("[data-upload-list] .file-row")
    expect(rows.nth(0).locator("a")).to_have_attribute("href", "/files/1/a.pdf")
    expect(rows.nth(1)).to_contain_text("This is a program.")


def test_the_slash_reaches_the_search_box_and_suggestions_are_chosen_by_keys(tab: Page, shown: str) -> None:
    _answering(
        tab, "/search/suggest/", _json({"items": [{"title": "Scanner", "url": "/404/", "kind": "Topic"}]})
    )
    tab.goto(f"{shown}/403/")
    expect(tab.locator("#site-search")).to_have_attribute("role", "combobox")
    tab.keyboard.press("/")
    tab.keyboard.type("sca")
    expect(tab.get_by_role("option")).to_contain_text("Scanner")
    tab.keyboard.press("ArrowDown")
    expect(tab.locator("#site-search")).to_have_attribute("aria-activedescendant", "suggestions-1-0")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/404/")
