"""What people type in forms of records, of the CMS and of stewards is kept without what breaks a document."""

from typing import Any
from xml.etree import ElementTree

from django.test import Client

from kb.pages.models import NewsPage, PageImage
from kb.practices.models import Practice
from networks.access.enums import Label
from tests.kb.cms.test_editing import add_address, block, form
from tests.kb.cms.test_knowledge import LIST, form_of
from tests.kb.pages.conftest import picture
from tests.kb.world import World

TYPED = "Risk\x0bprofiles\ufffe of e\u0301tat"
KEPT = "Riskprofiles of état"
NOTHING = "\u3164 \u2800\u200b"


def test_a_title_with_a_control_character_leaves_the_feed_readable(world: World) -> None:
    practice = world.publish(title=TYPED, summary=TYPED, label=Label.CLEAR.value)
    assert (practice.title, practice.summary) == (KEPT, KEPT)
    feed = Client().get("/kb/practices/feed.xml")
    assert KEPT in "".join(ElementTree.fromstring(feed.content).itertext())


def test_a_title_that_shows_nothing_is_missing(world: World) -> None:
    answer = world.browser("author").post("/kb/practices/new/", world.fields(title=NOTHING))
    assert answer.status_code != 302
    assert not Practice.objects.filter(title=NOTHING).exists()


def test_a_reason_that_shows_nothing_is_no_reason(world: World) -> None:
    practice = world.share()
    assert world.decide("ncp", practice, "return", reason=NOTHING).status_code == 422
    world.decide("ncp", practice, "return", reason=TYPED)
    assert world.review(practice).decisions.get().reason == KEPT


def test_a_long_text_is_counted_as_the_browser_counts(world: World) -> None:
    longest = Practice._meta.get_field("summary").max_length
    lines = "x" * 19 + "\r\n"
    practice = world.share(summary=lines * (longest // 20 - 1) + "y" * 20)
    assert len(practice.summary) == longest


def test_a_page_of_the_cms_is_kept_tidy(world: World) -> None:
    browser = world.browser("editor")
    assert browser.post(add_address(), form(title=NOTHING)).status_code == 200
    assert not NewsPage.objects.exists()
    browser.post(add_address(), form(block(0, "text", TYPED), title=TYPED, lead=TYPED))
    page = NewsPage.objects.get()
    assert (page.title, page.lead, page.body[0].value) == (KEPT, KEPT, KEPT)


def test_an_image_is_kept_tidy(world: World) -> None:
    sent = {"title": TYPED, "description": "A lorry", "file": picture(), "label": Label.CLEAR.value}
    world.browser("editor").post("/cms/images/add/", sent)
    assert PageImage.objects.get().title == KEPT


def test_a_stewards_correction_is_kept_tidy(world: World) -> None:
    practice: Any = world.publish(title="Lanes")
    browser = world.browser("steward")
    address = f"{LIST}edit/{practice.reference}/"
    assert browser.post(address, form_of(browser, practice, title=NOTHING)).status_code == 200
    assert browser.post(address, form_of(browser, practice, title=TYPED)).status_code == 302
    practice.refresh_from_db()
    assert practice.title == KEPT
