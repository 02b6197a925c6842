"""Step 10: a steward corrects a typo in a published text."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.stories.deeds import let_out, publish_practice
from tests.stories.people import People, in_time

pytestmark = pytest.mark.browser


def open_register(steward: Page) -> None:
    """The list of practices, by the menu."""
    steward.goto("/cms/")
    steward.get_by_role("button", name="Knowledge").click()
    steward.get_by_role("link", name="Good practices").first.click()
    expect(steward.get_by_role("columnheader", name="Title")).to_be_visible()


def narrow(steward: Page, facet: str, name: str) -> None:
    """A filter of the list."""
    steward.get_by_role("button", name="Show filters").click()
    steward.get_by_role("button", name=facet, exact=True).first.click()
    steward.get_by_label(name, exact=True).first.check()


def mend(steward: Page, right: str) -> None:
    """The title is put right, looked at in the site's own frame, and published."""
    steward.get_by_role("textbox", name="Title", exact=True).fill(right)
    steward.get_by_role("button", name="Toggle preview").click()
    frame = steward.frame_locator("iframe[title='Preview'] >> nth=-1")
    expect(frame.get_by_role("heading", level=1, name=right)).to_be_visible()
    expect(frame.locator("header.site-head")).to_be_visible()
    steward.get_by_role("button", name="Toggle preview").click()
    steward.get_by_role("button", name="Publish", exact=True).click()
    expect(steward.get_by_text("The corrected text has been published")).to_be_visible()


def test_a_steward_filters_reads_history_comparison_and_reviews_and_corrects_a_typo(people: People) -> None:
    title = f"Scales with a tpyo in it {uuid4().hex[:6]}"
    address = publish_practice(people, title, summary="TLP:GREEN")
    author = people("expert.pl")
    again(author, people, address)
    steward = people("steward")
    open_register(steward)
    before = steward.get_by_role("row").count()
    narrow(steward, "Grade", "Promising")
    expect(steward.get_by_role("link", name=title, exact=True)).to_have_count(0)
    open_register(steward)
    narrow(steward, "Grade", "Supported")
    expect(steward.get_by_role("link", name=title, exact=True)).to_be_visible()
    assert steward.get_by_role("row").count() <= before
    steward.get_by_role("link", name=title, exact=True).click()

    steward.get_by_role("link", name="History").first.click()
    steward.get_by_role("link", name="Compare with the previous version").first.click()
    expect(steward.get_by_text("Weighed three times").first).to_be_visible()
    steward.go_back()
    steward.get_by_role("link", name="Reviews").first.click()
    expect(steward.get_by_text("Supported").first).to_be_visible()
    expect(steward.get_by_text("Radu Bălănescu").first).to_be_visible()

    open_register(steward)
    steward.get_by_role("link", name=title, exact=True).click()
    right = title.replace("tpyo", "typo")
    mend(steward, right)

    author.goto(address)
    expect(author.get_by_role("heading", level=1, name=right)).to_be_visible()
    author.goto("/workspace/notices/")
    expect(author.get_by_role("link", name=f"Leopold Brandtner corrected “{right}”")).to_be_visible()
    in_time(
        author,
        lambda: any("corrected" in each["Subject"] for each in people.house.mails_to("expert.pl")),
        "the owner was not told by mail",
    )


def again(author: Page, people: People, address: str) -> None:
    """A second published version, so that there is something to compare."""
    author.goto(f"{address}edit/")
    author.get_by_label(re.compile("^What was done")).first.fill("Weighed three times.")
    author.get_by_role("button", name="Submit for clearance").click()
    expect(author.get_by_text("Submitted to your national contact point")).to_be_visible()
    let_out(people, address)


def test_a_correction_is_refused_while_the_author_writes_a_newer_text(people: People) -> None:
    title = f"Scales that are being rewritten {uuid4().hex[:6]}"
    address = publish_practice(people, title, summary="TLP:GREEN")
    author = people("expert.pl")
    author.goto(f"{address}edit/")
    author.get_by_label(re.compile("^What was done")).first.fill("Something newer.")
    author.get_by_role("button", name="Save draft").click()
    expect(author.get_by_text("Draft saved")).to_be_visible()
    steward = people("steward")
    open_register(steward)
    steward.get_by_role("link", name=title, exact=True).click()
    expect(steward.get_by_text("The authors are working on a newer version")).to_be_visible()
