"""Step 9: the communication team writes a news page with an image and a record card."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.stories.people import People

pytestmark = pytest.mark.browser
TITLE = f"Two analysts, one queue, many questions {uuid4().hex[:6]}"
CARD = "Double reading of lorry scans by two image analysts"


def begin_news(editor: Page) -> None:
    """From the way into the CMS to an empty news page."""
    editor.goto("/")
    editor.get_by_role("link", name="Content management").first.click()
    editor.goto("/cms/pages/")
    editor.get_by_role("link", name=re.compile("^Explore child pages of 'Limes( · TLP:CLEAR)?'$")).click()
    editor.get_by_role("link", name=re.compile("^Explore child pages of 'News( · TLP:CLEAR)?'$")).click()
    editor.get_by_role("link", name=re.compile("Add child page|News")).and_(
        editor.locator("[href*='add']")
    ).first.click()
    expect(editor.get_by_role("textbox", name="Title")).to_be_visible()


def choose_image(editor: Page, name: str) -> None:
    editor.get_by_role("button", name="Choose an image").first.click()
    dialogue = editor.get_by_role("dialog")
    dialogue.get_by_role("link", name=re.compile(name)).first.click()
    expect(
        editor.get_by_role("button", name="Choose another image").or_(editor.locator(".chooser__image")).first
    ).to_be_visible()


def insert_card(editor: Page, title: str) -> None:
    editor.get_by_role("button", name="Insert a block").first.click()
    editor.get_by_role("option", name="Record card").click()
    editor.get_by_role("button", name=re.compile("^Choose a", re.IGNORECASE)).last.click()
    dialogue = editor.get_by_role("dialog")
    dialogue.get_by_label("Title or reference").fill("double reading")
    dialogue.get_by_role("link", name=re.compile(title)).click()
    expect(dialogue).to_have_count(0)


def preview(editor: Page) -> FrameLocator:
    editor.get_by_role("button", name="Toggle preview").click()
    return editor.frame_locator("iframe[title='Preview'] >> nth=-1")


def test_news_with_an_image_and_a_card_is_previewed_published_and_shown_to_each(people: People) -> None:
    editor = people("comms.editor")
    begin_news(editor)
    editor.get_by_role("textbox", name="Title").fill(TITLE)
    editor.get_by_role("textbox", name="Lead").fill("What a reading room with no telephone changes.")
    choose_image(editor, "lorry")
    editor.get_by_role("textbox", name="Image description").fill("A lorry in front of a portal")
    insert_card(editor, CARD)
    shown = preview(editor)
    expect(shown.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(shown.get_by_role("img", name="A lorry in front of a portal")).to_be_visible()
    expect(shown.get_by_role("link", name=re.compile(CARD))).to_be_visible()
    editor.get_by_role("button", name="Toggle preview").click()
    editor.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.get_by_text(re.compile("published", re.IGNORECASE)).first).to_be_visible()

    visitor = people.visitor()
    visitor.goto("/")
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    image = visitor.get_by_role("img", name="A lorry in front of a portal")
    assert image.evaluate("image => image.complete && image.naturalWidth > 0")
    expect(visitor.get_by_text(CARD)).to_have_count(0)
    here = visitor.url.partition("/news/")[2]

    expert = people("expert.el")
    expert.goto("/")
    expect(expert.get_by_role("link", name=TITLE)).to_be_visible()
    expert.goto(f"/news/{here}")
    expect(expert.get_by_role("link", name=re.compile(CARD))).to_be_visible()
    guest = people("guest.third")
    guest.goto(f"/news/{here}")
    expect(guest.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(guest.get_by_text(CARD)).to_have_count(0)


def test_experts_never_enter_the_cms(people: People) -> None:
    expert = people("expert.pl")
    assert expert.request.get("/cms/").status == 404
    assert expert.request.get("/cms/pages/").status == 404
