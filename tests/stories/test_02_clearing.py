"""Step 2: the contact point asks for a change, the author mends it, nobody clears their own text."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.stories.deeds import (
    clear,
    done,
    field,
    fill_practice,
    forged,
    open_waiting,
    path_of,
    send,
    share,
    start_practice,
)
from tests.stories.people import People, in_time

pytestmark = pytest.mark.browser
REASON = "Say how many parcels a day, please."


def test_a_change_is_asked_for_told_mended_seen_and_cleared(people: People) -> None:
    title = "Scales that need a figure"
    author, contact_point = people("expert.pl"), people("ncp.pl")
    address = share(author, title=title)

    open_waiting(contact_point, title, "Read and clear")
    say_no(contact_point, "Request changes", "What should be changed, and why", REASON)

    author.goto("/")
    author.get_by_label("Your menu").click()
    author.get_by_role("link", name=re.compile(r"^Notices \d+ new")).click()
    author.get_by_role("link", name=f"returned “{title}” for changes").click()
    assert path_of(author) == address
    in_time(
        author,
        lambda: any(title in each["Subject"] for each in people.house.mails_to("expert.pl")),
        "no mail told the author",
    )
    author.goto(f"{address}review/")
    expect(author.locator("#reviews").get_by_text(REASON)).to_be_visible()

    author.goto(f"{address}edit/")
    field(author, "What was done").fill("Two cheap scales stand at the belt. They see 400 parcels a day.")
    author.get_by_role("button", name="Submit for clearance").click()
    author.get_by_text("More actions").click()
    author.get_by_role("link", name="History").click()
    author.get_by_role("link", name="See what changed").first.click()
    expect(author.locator("ins, .addition").filter(has_text="400").first).to_be_visible()

    open_waiting(contact_point, title, "Read and clear")
    changed = contact_point.get_by_text("What changed since the last decision")
    expect(changed).to_be_visible()
    expect(contact_point.locator("ins, .addition").filter(has_text="400").first).to_be_visible()
    contact_point.goto("/workspace/")
    clear(contact_point, title)
    author.goto(address)
    expect(author.locator("main")).to_contain_text("0 of 2 validations")


def test_a_text_in_another_language_gets_its_english_at_clearance(people: People) -> None:
    title = f"Wagi przy taśmie {uuid4().hex[:6]}"
    author, contact_point = people("expert.pl"), people("ncp.pl")
    start_practice(author)
    fill_practice(author, title=title)
    field(author, "language").select_option(label="Polish")
    send(author)
    open_waiting(contact_point, title, "Read and clear")
    contact_point.get_by_role("button", name="Clear", exact=True).click()
    for name in ("title", "summary"):
        expect(contact_point.get_by_role("alert")).to_contain_text(f"Enter the {name} in English.")
    clear(contact_point, title)


def test_nobody_clears_their_own_text_the_deputy_does(people: People) -> None:
    """The deputy writes; the contact point sees it, the deputy is refused by the engine and told why."""
    title = "A deputy's own scales"
    deputy, contact_point = people("bcp.pl"), people("ncp.pl")
    address = share(deputy, title=title, networks=("BCP Network",))
    deputy.goto(f"{address}review/")
    expect(deputy.get_by_text("Another contact point or deputy of your administration can")).to_be_visible()
    expect(deputy.get_by_role("button", name="Clear", exact=True)).to_have_count(0)
    refused = deputy.request.post(f"{address}review/", form=forged(deputy, decision="clear"))
    assert refused.status == 403
    assert "You cannot clear your own text" in refused.text()
    clear(contact_point, title)


def say_no(page: Page, action: str, asked: str, reason: str) -> None:
    """Refuses, first without a reason, which is refused, then with one."""
    decision = page.locator("details").filter(has_text=asked)
    decision.locator("summary").click()
    decision.get_by_label(asked).evaluate("field => field.removeAttribute('required')")
    decision.get_by_role("button", name=action).click()
    expect(page.get_by_role("alert")).to_contain_text("Give a reason, so that the author knows what to do")
    if not decision.get_by_label(asked).is_visible():
        decision.locator("summary").click()
    decision.get_by_label(asked).fill(reason)
    decision.get_by_role("button", name=action).click()
    done(page)
