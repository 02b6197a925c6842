"""Step 4: found by those who may find it, by a body word, a facet, a misspelt word; for all others it does not exist."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.stories.deeds import (
    a_file,
    fill_practice,
    label_with,
    let_out,
    path_of,
    send,
    start_practice,
)
from tests.stories.people import People, in_time

pytestmark = pytest.mark.browser
BODY_WORD = "zwickelwaage"
SUMMARY_WORD = "quernstone"


def publish_with_file(people: People, folder: Path, title: str, summary_label: str) -> tuple[str, str]:
    """An AMBER practice of the risk network with a file; addresses of both."""
    author = people("expert.pl")
    start_practice(author)
    fill_practice(
        author,
        title=title,
        summary=f"Parcels are weighed on a {SUMMARY_WORD}.",
        **{"What was done": f"We put a {BODY_WORD} beside the belt."},
    )
    label_with(author, "TLP:AMBER", summary_label)
    author.get_by_label("Add files").set_input_files(a_file(folder, "weights.csv", b"parcel,grams\n1,40\n"))
    expect(author.get_by_text("Added", exact=True)).to_be_visible()
    send(author)
    address = path_of(author)
    let_out(people, address)
    author.goto(address)
    file = author.locator("#files").get_by_role("link", name="weights.csv").get_attribute("href")
    return address, file


def finds(page: Page, words: str, title: str) -> bool:
    """Whether the search page leads to it."""
    page.goto(f"/search/?q={words}")
    return page.locator("#results").get_by_role("link", name=title, exact=True).count() > 0


def test_a_member_finds_it_by_a_body_word_a_facet_and_a_misspelt_word(people: People, tmp_path: Path) -> None:
    title = "Weighing on stones"
    publish_with_file(people, tmp_path, title, "TLP:GREEN")
    member = people("expert.fi")
    in_time(member, lambda: finds(member, BODY_WORD, title), "not found by a word of its body")
    expect(member.locator("#results mark").first).to_have_text(BODY_WORD)
    assert finds(member, "zwickelwage", title), "not found by a misspelt word"

    member.goto("/kb/practices/")
    facet = member.get_by_role("link", name="Queue management")
    if not facet.first.is_visible():
        member.locator("summary").filter(has_text="Topic").click()
    before = member.locator("h1").inner_text()
    facet.first.click()
    expect(member.get_by_role("link", name=title, exact=True)).to_be_visible()
    assert member.locator("h1").inner_text() != before

    member.goto("/search/?q=weighing")
    member.locator(".facet-group").get_by_role("link", name="Poland").click()
    expect(member.locator("#results").get_by_role("link", name=title, exact=True)).to_be_visible()


def test_an_outsider_finds_the_summary_only_reads_it_and_asks_for_more(
    people: People, tmp_path: Path
) -> None:
    title = "Weighing on stones in the open"
    address, file = publish_with_file(people, tmp_path, title, "TLP:GREEN")
    outsider = people("expert.el")
    in_time(outsider, lambda: finds(outsider, SUMMARY_WORD, title), "not found by a word of its summary")
    assert not finds(outsider, BODY_WORD, title)
    finds(outsider, SUMMARY_WORD, title)
    outsider.locator("#results").get_by_role("link", name=title, exact=True).click()
    expect(outsider.get_by_role("heading", name="You can read the summary")).to_be_visible()
    expect(outsider.get_by_text(BODY_WORD)).to_have_count(0)
    assert outsider.request.get(file).status == 404
    outsider.get_by_label("Why you ask").fill("We have the same parcels.")
    outsider.get_by_role("button", name="Request access").click()
    expect(outsider.get_by_text("You requested access.")).to_be_visible()

    author = people("expert.pl")
    author.goto("/workspace/")
    asked = author.get_by_role("listitem").filter(has_text=title).filter(has_text="We have the same parcels.")
    asked.get_by_role("link", name="Reply").click()
    author.get_by_label("Your reply").fill("Ask to join the network.")
    author.get_by_role("button", name="Decline", exact=True).click()
    outsider.goto(address)
    expect(outsider.get_by_text("Ask to join the network.")).to_be_visible()


def test_for_everybody_else_it_does_not_exist(people: People, tmp_path: Path) -> None:
    title = "Weighing on hidden stones"
    address, file = publish_with_file(people, tmp_path, title, "")
    member = people("expert.fi")
    in_time(member, lambda: finds(member, SUMMARY_WORD, title), "not found by a member")
    assert member.request.get(file).status == 200
    for who in ("guest.third", "expert.el", ""):
        page = people(who) if who else people.visitor()
        for words in (SUMMARY_WORD, BODY_WORD, "hidden+stones"):
            assert not finds(page, words, title), f"{who} finds it by {words}"
            page.goto(f"/kb/practices/?q={words}")
            expect(page.get_by_text(title)).to_have_count(0)
        page.goto(f"/search/?q={BODY_WORD}")
        expect(page.get_by_role("heading", name="No results")).to_be_visible()
        assert title not in page.request.get("/search/suggest/?q=weighing on hid").text()
        assert title not in page.request.get("/kb/practices/similar/?title=weighing hidden stones").text()
        for path in (address, f"{address}history/", f"{address}review/", file):
            assert page.request.get(path).status == 404, f"{who}: {path}"
