"""What is sent wrongly gets a clear sentence, loses nothing that was typed, and leaves nothing half written."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.stories.deeds import (
    choose,
    field,
    fill_practice,
    forged,
    label_with,
    path_of,
    share,
    start_practice,
)
from tests.stories.people import People

pytestmark = pytest.mark.browser


@pytest.fixture
def author(people: People) -> Page:
    page = people("expert.pl")
    start_practice(page)
    return page


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit for clearance").click()


def complaint(page: Page, words: str) -> None:
    """The sentence at the top, and the focus on it."""
    alert = page.get_by_role("alert").filter(has_text=words)
    expect(alert).to_be_visible()
    expect(alert).to_be_focused()


def test_empty_required_fields_are_named_and_what_was_typed_is_kept(author: Page) -> None:
    field(author, "title").fill("Only a title")
    choose(author, "countries", "Romania")
    submit(author)
    alert = author.get_by_role("alert")
    for name in ("Summary", "What was done", "Topics"):
        expect(alert).to_contain_text(re.compile(name, re.IGNORECASE))
    expect(field(author, "title")).to_have_value("Only a title")
    expect(author.get_by_role("group", name="Countries").get_by_label("Romania", exact=True)).to_be_checked()


def test_amber_without_a_network_and_red_without_a_recipient_are_refused(author: Page) -> None:
    fill_practice(author, title="Scales for nobody", networks=())
    submit(author)
    complaint(author, "Choose at least one network")
    choose(author, "networks", "Risk management")
    label_with(author, "TLP:RED", "")
    submit(author)
    complaint(author, "TLP:RED is for named people")
    expect(field(author, "title")).to_have_value("Scales for nobody")


def test_script_in_markdown_stays_text(author: Page, people: People) -> None:
    hostile = "<script>window.hurt = 1</script><img src=x onerror='window.hurt = 1'> [tap](javascript:window.hurt=1) **kept**"
    fill_practice(author, title="Scales <b>bold</b>", **{"What was done": hostile})
    submit(author)
    expect(author.get_by_role("heading", level=1, name="Scales <b>bold</b>")).to_be_visible()
    text = author.locator(".record-text")
    expect(text.locator("strong")).to_have_text("kept")
    expect(text.locator("script, img, [onerror], a[href^=javascript]")).to_have_count(0)
    assert author.evaluate("window.hurt") is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("label", "TLP:PURPLE"),
        ("networks", "999999"),
        ("networks", "x"),
        ("topics", "999999"),
        ("language", "x"),
    ],
)
def test_what_no_choice_offers_is_refused_with_a_sentence(author: Page, name: str, value: str) -> None:
    """An unknown label, a forged network, a reference that does not exist."""
    answer = author.request.post("/kb/practices/new/", form=sent(author, **{name: value}))
    assert answer.status == 422
    assert "There is a problem. Your text is kept." in answer.text()
    assert "A forged one" in answer.text()


def test_a_network_one_is_no_contributor_of_is_refused(author: Page, people: People) -> None:
    """The number of a network that exists, taken from the form of somebody who sits in it."""
    trainer = people("trainer.pl")
    start_practice(trainer)
    foreign = trainer.locator("input[name=networks]").first.get_attribute("value")
    answer = author.request.post("/kb/practices/new/", form=sent(author, networks=foreign))
    assert answer.status == 422
    author.goto("/workspace/")
    expect(author.locator("#drafts").get_by_text("A forged one")).to_have_count(0)


def sent(page: Page, **other: str) -> dict[str, str]:
    """A complete form with something in it that the page would not offer."""
    fields = {"title": "A forged one", "summary": "S", "body": "B", "label": "TLP:AMBER", "save": "draft"}
    rows = {"building_blocks-TOTAL_FORMS": "0", "building_blocks-INITIAL_FORMS": "0"}
    return forged(page, key=str(uuid4()), version="new", **{**fields, **rows, **other})


def test_a_form_sent_twice_makes_one_practice(author: Page, people: People) -> None:
    title = f"Scales sent twice {uuid4().hex[:6]}"
    form = sent(author, title=title)
    for _time in range(2):
        assert author.request.post("/kb/practices/new/", form=form).status == 200
    author.goto("/workspace/")
    expect(author.locator("#drafts").get_by_role("link", name=title)).to_have_count(1)


def test_two_windows_on_one_draft_lose_neither_text(author: Page, people: People) -> None:
    """The second to save is shown both, and saving again keeps theirs in the history."""
    fill_practice(author, title="Scales in two windows")
    author.get_by_role("button", name="Save draft").click()
    expect(author.get_by_text("Draft saved")).to_be_visible()
    address = path_of(author)
    other = people("expert.pl", scripts=False)
    other.goto(address)
    field(author, "What was done").fill("From the first window")
    author.get_by_role("button", name="Save draft").click()
    expect(author.get_by_text("Draft saved")).to_be_visible()
    field(other, "What was done").fill("From the second window")
    other.get_by_role("button", name="Save draft").click()
    conflict = other.get_by_role("alert").filter(has_text="saved this text while you were writing")
    expect(conflict).to_be_visible()
    expect(conflict.locator("ins, del, .addition, .deletion").first).to_be_visible()
    expect(field(other, "What was done")).to_have_value("From the second window")
    other.get_by_role("button", name="Save draft").click()
    expect(other.get_by_text("Draft saved")).to_be_visible()
    author.goto(address)
    expect(field(author, "What was done")).to_have_value("From the second window")


def test_an_address_of_nothing_is_a_page_with_a_way_on(people: People) -> None:
    page = people("expert.pl")
    assert page.goto("/kb/practices/ZZZZZ/").status == 404
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    assert page.request.get("/kb/nonsense/").status == 404


FRAMES = """async () => {
    const wire = new WebSocket(`ws://${location.host}/ws/`);
    const heard = [];
    await new Promise((resolve) => wire.addEventListener("open", resolve));
    wire.addEventListener("message", (event) => heard.push(JSON.parse(event.data)));
    for (const text of ["{", "[]", '{"do":"fly"}', '{"do":"post"}', JSON.stringify({ do: "ping", pad: "x".repeat(70000) })])
        wire.send(text);
    wire.send('{"do":"ping"}');
    const end = performance.now() + 20000;
    while (!heard.some((frame) => frame.event === "pong") && performance.now() < end)
        await new Promise((resolve) => requestAnimationFrame(resolve));
    return { heard, open: wire.readyState === WebSocket.OPEN };
}"""


def test_malformed_unknown_and_oversized_frames_are_answered_and_the_socket_goes_on(people: People) -> None:
    page = people("expert.pl")
    page.goto("/")
    answer = page.evaluate(FRAMES)
    assert answer["open"]
    errors = [each for each in answer["heard"] if each["event"] == "error"]
    assert len(errors) == 5 and all(each["reason"] for each in errors)


def test_a_practice_is_sent_once_however_often_the_button_is_pressed(people: People) -> None:
    address = share(people("expert.pl"), title="Scales pressed often")
    page = people("expert.pl")
    page.goto(f"{address}edit/")
    page.get_by_role("button", name="Submit for clearance").dblclick()
    expect(page.get_by_role("main")).to_contain_text("This text has already been submitted")
    expect(page.get_by_role("main")).to_contain_text("With the national contact point until")
