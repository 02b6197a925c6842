"""Step 6: somebody tries it, and says what came out."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.deeds import choose, field
from tests.stories.people import People

pytestmark = pytest.mark.browser


def open_practice(page: Page) -> None:
    page.goto("/kb/practices/?q=double+reading+lorry")
    page.get_by_role(
        "link", name=re.compile("Double reading of lorry scans by two image analysts")
    ).first.click()


def score(page: Page) -> int:
    """The transfer score, per cent."""
    open_practice(page)
    return int(re.search(r"Transfer score (\d+)%", page.locator("#adoptions").inner_text()).group(1))


def adopt(page: Page, title: str, outcome: str, words: str) -> None:
    """From the practice to a published adoption."""
    open_practice(page)
    page.get_by_role("link", name="Adopt this practice").first.click()
    expect(field(page, "title")).to_have_value(
        re.compile("Double reading of lorry scans by two image analysts")
    )
    field(page, "title").fill(title)
    field(page, "What we changed").fill("Only **empty** lorries.")
    field(page, "status").select_option(label="Finished")
    field(page, "outcome").select_option(label=outcome)
    field(page, "outcome in words").fill(words)
    choose(page, "networks", "Risk management")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published.")).to_be_visible()


def test_a_failure_and_a_success_are_shown_and_counted(people: People) -> None:
    failing, succeeding = people("expert.fi"), people("expert.ro")
    before = score(failing)
    adopt(failing, "Second look that failed in Finland", "Failure", "Nobody had time for a second look.")
    lower = score(failing)
    assert lower < before
    row = failing.locator("#adoptions").get_by_role("listitem").filter(has_text="Second look that failed")
    expect(row).to_contain_text("Finland adopted this practice: failure")
    adopt(succeeding, "Second look that worked in Romania", "Success", "Fewer openings without result.")
    assert score(succeeding) > lower
    row = succeeding.locator("#adoptions").get_by_role("listitem").filter(has_text="that worked in Romania")
    row.get_by_role("link").click()
    expect(succeeding.get_by_text("Fewer openings without result.")).to_be_visible()
    succeeding.get_by_role(
        "link", name=re.compile("^Double reading of lorry scans by two image analysts")
    ).click()
    expect(succeeding.locator("#adoptions")).to_be_visible()


def test_a_finished_adoption_must_say_what_came_out(people: People) -> None:
    page = people("expert.fi")
    open_practice(page)
    page.get_by_role("link", name="Adopt this practice").first.click()
    field(page, "What we changed").fill("Nothing yet.")
    field(page, "status").select_option(label="Finished")
    choose(page, "networks", "Risk management")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the outcome")
    expect(field(page, "What we changed")).to_have_value("Nothing yet.")


def test_an_adoption_is_only_begun_from_a_practice_one_may_read(people: People) -> None:
    page = people("expert.fi")
    open_practice(page)
    reference = page.url.rstrip("/").rpartition("/")[2].partition("-")[0]
    assert page.request.get(f"/kb/adoptions/new/?practice={reference}").status == 200
    outsider = people("expert.el")
    assert outsider.request.get(f"/kb/adoptions/new/?practice={reference}").status == 404
    assert outsider.request.get("/kb/adoptions/new/?practice=ZZZZZ").status == 404
