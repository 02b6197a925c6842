"""An author is told why a text came back, mends it and sees where it is; on a telephone of 360 px."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.deeds import done, field, open_waiting, path_of, send, share
from tests.stories.people import People, in_time

pytestmark = pytest.mark.browser
TITLE = "Two lanes for parcels"
REASON = "Say how many parcels a day, please."


def test_an_author_is_told_why_a_text_came_back_mends_it_and_sees_where_it_is(people: People) -> None:
    author, contact_point = people("expert.pl", phone=True), people("ncp.pl", phone=True)
    address = share(author, title=TITLE)
    expect(author.locator("#main").get_by_text("With the national contact point until")).to_be_visible()
    send_back(contact_point)

    author.goto("/")
    tasks = author.get_by_role("region", name="Your tasks")
    task = tasks.get_by_role("listitem").filter(has=author.get_by_role("link", name=TITLE, exact=True))
    expect(task.get_by_text("Returned to you")).to_be_visible()
    expect(task.get_by_text(REASON)).to_be_visible()
    fits(author)
    in_time(author, lambda: told_by_mail(people), "no mail told the author why")

    task.get_by_role("link", name="Edit and submit again").click()
    assert path_of(author) == f"{address}edit/"
    expect(author.locator("#returned")).to_contain_text("returned this on")
    expect(author.locator("#returned")).to_contain_text(REASON)
    fits(author)
    field(author, "What was done").fill("Two lanes are open from six to ten. They see 400 parcels a day.")
    send(author)

    expect(author.locator("#main").get_by_text("With the national contact point until")).to_be_visible()
    expect(author.get_by_text(REASON)).to_have_count(0)
    fits(author)
    author.goto("/workspace/")
    expect(author.locator("#tasks").get_by_text(TITLE)).to_have_count(0)
    draft = author.locator("#drafts").get_by_role("listitem").filter(has_text=TITLE)
    expect(draft.get_by_text("With the national contact point until")).to_be_visible()
    fits(author)


def send_back(page: Page) -> None:
    """The contact point asks for a change."""
    open_waiting(page, TITLE, "Read and clear")
    page.get_by_text("Request changes").first.click()
    page.get_by_label("What should be changed, and why").fill(REASON)
    page.get_by_role("button", name="Request changes").click()
    done(page)


def told_by_mail(people: People) -> bool:
    """Whether a mail with the reason has reached the author."""
    return any(
        TITLE in each["Subject"] and REASON in each.get_content()
        for each in people.house.mails_to("expert.pl")
    )


def fits(page: Page) -> None:
    """Nothing of the page is wider than the telephone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
