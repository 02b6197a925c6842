"""Step 5: a discussion in two browsers that two processes serve."""

import re
import statistics
from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.stories.cable import Cable
from tests.stories.people import People

pytestmark = [pytest.mark.browser, pytest.mark.storage]
PRACTICE = "Double reading of lorry scans by two image analysts"
WITHIN_MS = 1000
TRIES = 5
# Notes when a text came into sight and when one left it, by the clock both browsers share.
WATCH = """() => {
    window.arrived = {};
    window.gone = {};
    const list = document.querySelector("[data-posts]");
    const now = () => performance.timeOrigin + performance.now();
    new MutationObserver(() => {
        const shown = new Set([...list.querySelectorAll("[data-seq] [data-body]")].map((body) => body.textContent.trim()));
        for (const text of shown) window.arrived[text] ??= now();
        for (const text of Object.keys(window.arrived)) if (!shown.has(text)) window.gone[text] ??= now();
    }).observe(list, { childList: true, subtree: true, characterData: true });
}"""
NOTE_SUBMIT = """document.addEventListener(
    "submit", () => sessionStorage.setItem("sent", performance.timeOrigin + performance.now()), true)"""


@pytest.fixture
def address(people: People) -> str:
    """Where the practice stands."""
    page = people("expert.pl")
    page.goto("/kb/practices/?q=double+reading+lorry")
    return page.get_by_role("link", name=re.compile(PRACTICE)).first.get_attribute("href")


@pytest.fixture
def writer(people: People, address: str) -> Page:
    page = people("expert.fi", process=0)
    page.add_init_script(NOTE_SUBMIT)
    return opened(page, address)


@pytest.fixture
def reader(people: People, address: str) -> Page:
    page = opened(people("expert.pl", process=1), address)
    page.evaluate(WATCH)
    return page


def opened(page: Page, address: str) -> Page:
    """The page of the practice, live."""
    page.goto(address)
    expect(page.locator("[data-live-words]")).to_have_text("Live")
    return page


def say(page: Page, words: str) -> None:
    page.get_by_label("Your post").fill(words)
    page.get_by_role("button", name="Post", exact=True).click()


def sent(page: Page) -> float:
    """When a form of this window was sent last, by the clock both browsers share."""
    return float(page.evaluate("sessionStorage.getItem('sent')"))


def mine(page: Page, words: str):
    """A post as the page shows it."""
    return page.locator("[data-posts] [data-seq]").filter(has_text=words)


def unheard(words: str) -> str:
    return f"{words} {uuid4().hex[:8]}"


def test_posts_appear_in_the_other_browser_within_a_second_with_markdown(writer: Page, reader: Page) -> None:
    took = []
    for _each in range(TRIES):
        words = unheard("We read the seal")
        say(writer, f"**{words}** first")
        expect(mine(reader, words).locator("strong")).to_have_text(words)
        expect(mine(writer, words).locator("strong")).to_have_text(words)
        took.append(reader.evaluate("text => window.arrived[text]", f"{words} first") - sent(writer))
    assert statistics.median(took) < WITHIN_MS, took
    expect(writer.get_by_text("Sending…")).to_have_count(0)


def test_edits_and_removals_appear_within_a_second_without_reload(writer: Page, reader: Page) -> None:
    reader.evaluate("window.untouched = true")
    took = []
    for _each in range(3):
        old, new = unheard("Writen"), unheard("Written")
        say(writer, old)
        post = mine(writer, old)
        post.get_by_role("link", name="Edit").click()
        writer.wait_for_url("**/edit/**")
        writer.get_by_label("Your post").first.fill(new)
        writer.get_by_role("button", name="Save").click()
        expect(mine(reader, new)).to_contain_text("edited")
        expect(mine(reader, old)).to_have_count(0)
        expect(mine(writer, new)).to_be_visible()
        took.append(reader.evaluate("text => window.arrived[text]", new) - sent(writer))
        remove(writer, new)
        expect(mine(reader, new)).to_have_count(0)
        expect(writer.locator("[data-live-words]")).to_have_text("Live")
        took.append(reader.evaluate("text => window.gone[text]", new) - sent(writer))
    assert statistics.median(took) < WITHIN_MS, took
    assert reader.evaluate("window.untouched")


def test_the_plain_form_posts_without_a_script_and_arrives_live(
    people: People, reader: Page, address: str
) -> None:
    plain = people("expert.fi", scripts=False)
    words = unheard("By hand")
    plain.goto(address)
    plain.get_by_label("Your post").fill(f"{words}, *slowly*")
    plain.get_by_role("button", name="Post", exact=True).click()
    expect(mine(plain, words).locator("em")).to_have_text("slowly")
    expect(mine(reader, words).locator("em")).to_have_text("slowly")
    assert len(re.findall(re.escape(words), plain.locator("[data-posts]").inner_text())) == 1


@pytest.fixture
def cable(people: People) -> Iterator[Cable]:
    laid = Cable(people.house.process(1).port)
    yield laid
    laid.cut()


def remove(writer: Page, words: str) -> None:
    """One's own post: asked first, then removed."""
    mine(writer, words).get_by_role("link", name="Remove").click()
    writer.get_by_role("button", name="Remove post").click()
    expect(writer.get_by_text("Removed the post of")).to_be_visible()


def meanwhile(writer: Page, said: list[str], gone: tuple[str, ...]) -> None:
    """What happens while the other one hears nothing: words come and words go."""
    for words in said:
        say(writer, words)
        expect(mine(writer, words)).to_be_visible()
    for words in gone:
        remove(writer, words)
        expect(mine(writer, words)).to_have_count(0)
        expect(writer.locator("[data-live-words]")).to_have_text("Live")


def test_a_browser_that_was_cut_off_catches_up(
    people: People, writer: Page, cable: Cable, address: str
) -> None:
    """Nothing missing, nothing twice, in order, nothing removed still shown, and its own words are sent at last."""
    away = opened(people("expert.pl", address=cable.address), address)
    kept, later_gone = unheard("Stays"), unheard("Goes later")
    for words in (kept, later_gone):
        say(writer, words)
        expect(mine(away, words)).to_be_visible()

    cable.cut()
    away.context.set_offline(True)
    expect(away.get_by_text("You are offline.")).to_be_visible()
    own = unheard("Written in the tunnel")
    say(away, own)
    expect(away.get_by_text("Waiting for the connection")).to_be_visible()

    missed = [unheard(f"Number {place}") for place in range(6)]
    meanwhile(writer, missed, gone=(later_gone, missed[2]))

    cable.mend()
    away.context.set_offline(False)
    expect(mine(writer, own)).to_be_visible()
    expect(mine(away, own)).to_be_visible()
    expect(away.get_by_text("Waiting for the connection")).to_have_count(0)
    wanted = [kept, *(words for words in missed if words != missed[2]), own]
    for page in (away, writer):
        for words in wanted:
            expect(mine(page, words)).to_have_count(1)
        shown = page.locator("[data-posts] [data-seq] [data-body]").all_inner_texts()
        assert [each for each in shown if each in wanted] == wanted
        assert not {later_gone, missed[2]} & set(shown)
    numbers = away.evaluate(
        "[...document.querySelectorAll('[data-posts] [data-seq]')].map((post) => Number(post.dataset.seq))"
    )
    assert numbers == sorted(set(numbers))
