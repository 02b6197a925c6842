"""The communication team at work: news with a picture and a record card, seen before, published, read by everybody."""

import json
from typing import Any

import pytest
from django.test import Client

from kb.pages.models import HomePage, NewsIndexPage, NewsPage, RegisterIntroduction
from networks.access.enums import Label
from networks.events.models import Event
from tests.kb.world import World


def block(position: int, kind: str, value: Any) -> dict[str, str]:
    """One block of the body as the form sends it."""
    at = f"body-{position}"
    fields = {f"{at}-deleted": "", f"{at}-order": str(position), f"{at}-type": kind, f"{at}-id": ""}
    if isinstance(value, dict):
        return fields | {f"{at}-value-{name}": inner for name, inner in value.items()}
    return fields | {f"{at}-value": value}


def form(*blocks: dict[str, str], **changed: Any) -> dict[str, Any]:
    """The form of a news page."""
    fields: dict[str, Any] = {
        "title": "Written in the CMS", "slug": "written-in-the-cms", "date": "2026-11-20", "language": "",
        "lead": "What happened.",
        "image": "", "image_alt": "", "body-count": str(len(blocks)), "label": Label.CLEAR.value,
        "seo_title": "", "search_description": "", "action-publish": "action-publish",
    }  # fmt: skip
    for each in blocks:
        fields |= each
    return fields | changed


def add_address() -> str:
    return f"/cms/pages/add/pages/newspage/{NewsIndexPage.objects.get().pk}/"


def test_an_editor_writes_news_with_a_card_previews_and_publishes_it(world: World) -> None:
    practice = world.publish(label=Label.CLEAR.value, title="A public practice")
    browser, address = world.browser("editor"), add_address()
    assert browser.get(address).status_code == 200
    sent = form(block(0, "text", "Words **in bold**."), block(1, "record", practice.reference))
    assert browser.post(f"{address}preview/", sent).json()["is_valid"]
    preview = browser.get(f"{address}preview/")
    assert "A public practice" in preview.content.decode()
    assert "unsafe" not in preview.headers["Content-Security-Policy"]
    assert not NewsPage.objects.exists()
    assert browser.post(address, sent).status_code == 302
    page = NewsPage.objects.get()
    text = Client().get(page.url).content.decode()
    assert "<strong>in bold</strong>" in text
    assert "A public practice" in text
    assert "Written in the CMS" in Client().get("/").content.decode()
    assert Event.objects.filter(
        kind="page.published", subject_id=page.pk, actor=world.people["editor"]
    ).exists()


def test_readers_are_chosen_in_the_form_and_hold_from_the_first_save_on(world: World) -> None:
    browser = world.browser("editor")
    refused = browser.post(add_address(), form(label=Label.AMBER.value))
    assert "Choose the networks" in refused.content.decode()
    assert not NewsPage.objects.exists()
    browser.post(add_address(), form(label=Label.AMBER.value, networks=[world.network.pk]))
    page = NewsPage.objects.get()
    assert page.live
    assert Client().get(page.url).status_code == 404
    assert world.browser("member").get(page.url).status_code == 200
    browser.post(f"/cms/pages/{page.pk}/edit/", form(label=Label.GREEN.value))
    assert world.browser("outsider").get(page.url).status_code == 200
    assert Client().get(page.url).status_code == 404
    assert Event.objects.filter(kind="page.marked", subject_id=page.pk).exists()


def test_a_preview_does_not_change_who_reads_a_page(world: World, news: Any) -> None:
    page = news()
    browser = world.browser("editor")
    sent = form(label=Label.AMBER.value, networks=[world.network.pk])
    assert browser.post(f"/cms/pages/{page.pk}/edit/preview/", sent).json()["is_valid"]
    browser.get(f"/cms/pages/{page.pk}/edit/preview/")
    assert Client().get(page.url).status_code == 200


def test_the_chooser_finds_only_what_the_editor_may_know(world: World) -> None:
    known = world.publish(
        label=Label.AMBER.value, summary_label=Label.GREEN.value, title="Known by its summary"
    )
    shut = world.publish(label=Label.AMBER.value, title="CANARY SHUT")
    browser = world.browser("editor")
    found = browser.get("/cms/records/choose/").content.decode()
    assert "Known by its summary" in found
    assert "CANARY" not in found
    assert "CANARY" not in browser.get("/cms/records/choose/results/", {"q": "shut"}).content.decode()
    chosen = json.loads(browser.get(f"/cms/records/choose/chosen/{known.reference}/").content)
    assert chosen["result"]["id"] == known.reference
    assert browser.get(f"/cms/records/choose/chosen/{shut.reference}/").status_code == 404


def test_the_form_does_not_tell_an_editor_what_a_card_is_called_that_they_may_not_read(
    world: World, news: Any
) -> None:
    shut = world.publish(label=Label.AMBER.value, title="CANARY SHUT")
    page = news(body=[("record", shut.reference)])
    text = world.browser("editor").get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert shut.reference in text
    assert "CANARY" not in text


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "//evil.example", "data:text/html,x", "kb/practices"]
)
def test_links_lead_to_our_own_pages_or_the_web_and_nowhere_else(world: World, target: str) -> None:
    call = block(0, "call", {"text": "", "label": "Go", "url": target})
    answer = world.browser("editor").post(add_address(), form(call))
    assert answer.status_code == 200
    assert not NewsPage.objects.exists()


def test_an_editor_writes_the_introduction_of_a_register(world: World) -> None:
    row = RegisterIntroduction.objects.get(register="practices")
    browser = world.browser("editor")
    assert "practices" in browser.get("/cms/introductions/").content.decode()
    answer = browser.post(
        f"/cms/introductions/edit/{row.pk}/", {"text": "What colleagues tried, in their own words."}
    )
    assert answer.status_code == 302
    assert "What colleagues tried" in Client().get("/kb/practices/").content.decode()


def test_a_failure_after_saving_leaves_nothing_half_written(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("The event could not be written.")

    monkeypatch.setattr("kb.pages.receivers.record_event", fails)
    browser = world.browser("editor")
    browser.raise_request_exception = False
    assert browser.post(add_address(), form()).status_code == 500
    assert not NewsPage.objects.exists()
    assert HomePage.objects.exists()
