"""The small modules at work in a real browser: what they ask, what they show, and that nothing typed is lost."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser


def _answering(tab: Page, path: str, answer: Callable[[Route], None]) -> None:
    tab.route(f"**{path}**", answer)


def _json(body: object, status: int = 200) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, content_type="application/json", body=json.dumps(body))


def test_a_form_saves_itself_and_says_when(tab: Page, shown: str) -> None:
    sent: list[str] = []

    def keep(route: Route) -> None:
        sent.append(route.request.post_data or "")
        _json({"version": "v2"})(route)

    _answering(tab, "/autosave/", keep)
    tab.goto(f"{shown}/form/")
    tab.fill("#right_text", "What we did")
    expect(tab.locator("[data-saved-state]")).to_have_attribute("data-state", "saved")
    assert "What we did" in sent[0]
    assert tab.input_value("[name=version]") == "v2"


def test_a_form_sent_while_it_is_being_saved_carries_the_version_of_that_save(tab: Page, shown: str) -> None:
    saving: list[Route] = []
    sent: list[str] = []

    def take(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(content_type="text/html", body="<p>Taken</p>")

    _answering(tab, "/autosave/", lambda route: saving.append(route))
    _answering(tab, "/new/", take)
    tab.goto(f"{shown}/form/")
    tab.fill("#right_text", "What we did")
    expect(tab.locator("[data-saved-state]")).to_have_attribute("data-state", "saving")
    tab.get_by_role("button", name="Submit").click()
    assert not sent
    _json({"version": "v2"})(saving[0])
    expect(tab.get_by_text("Taken")).to_be_visible()
    assert "v2" in sent[0]


def test_what_was_typed_before_the_scripts_arrived_is_saved_too(tab: Page, shown: str) -> None:
    sent: list[str] = []

    def keep(route: Route) -> None:
        sent.append(route.request.post_data or "")
        _json({"version": "v2"})(route)

    _answering(tab, "/autosave/", keep)
    held: list[Route] = []
    tab.route(re.compile(r"/parts/autosave"), lambda route: held.append(route))
    tab.goto(f"{shown}/form/")
    tab.fill("#right_text", "What we did")
    expect(tab.locator("#right_text")).to_have_value("What we did")
    assert not sent
    for route in held:
        route.continue_()
    expect(tab.locator("[data-saved-state]")).to_have_attribute("data-state", "saved")
    assert "What we did" in sent[0]


def test_what_could_not_be_saved_is_still_there_after_a_reload(tab: Page, shown: str) -> None:
    _answering(tab, "/autosave/", _json({}, 500))
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.goto(f"{shown}/form/")
    tab.fill("#right_text", "Typed with a bad line")
    expect(tab.locator("[data-saved-state]")).to_have_attribute("data-state", "failed")
    tab.reload()
    expect(tab.locator("#right_text")).to_have_value("Typed with a bad line")


def test_a_preview_is_made_by_the_server(tab: Page, shown: str) -> None:
    _answering(
        tab, "/preview/", lambda route: route.fulfill(content_type="text/html", body="<p><em>so</em></p>")
    )
    _answering(tab, "/autosave/", _json({}))
    tab.goto(f"{shown}/form/")
    tab.fill("#right_text", "*so*")
    tab.get_by_role("button", name="Preview").click()
    expect(tab.locator("[data-preview-pane] em")).to_have_text("so")


def test_who_reads_this_changes_with_the_label(tab: Page, shown: str) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        _json({"sentence": "All experts, 1,204 people."})(route)

    _answering(tab, "/readers/", answer)
    _answering(tab, "/autosave/", _json({}))
    tab.goto(f"{shown}/form/")
    tab.get_by_text("All experts").click()
    expect(tab.locator("[data-sentence]")).to_have_text("All experts, 1,204 people.")
    assert "label=TLP%3AGREEN" in asked[0]


def test_a_title_like_another_is_pointed_out(tab: Page, shown: str) -> None:
    _answering(
        tab, "/similar/", _json({"items": [{"title": "Slot boards", "url": "/kb/X/", "kind": "Practice"}]})
    )
    _answering(tab, "/autosave/", _json({}))
    tab.goto(f"{shown}/form/")
    tab.fill("#right_title", "Slot board at the lanes")
    expect(tab.locator("[data-similar] a")).to_have_text("Slot boards")


def test_files_are_sent_with_what_became_of_each(tab: Page, shown: str) -> None:
    answers = iter(
        [
            _json({"name": "a.pdf", "url": "/files/1/a.pdf", "id": "1"}),
            _json({"reason": "This is a program."}, 415),
        ]
    )
    _answering(tab, "/upload/", lambda route: next(answers)(route))
    tab.goto(f"{shown}/form/")
    files = [{"name": name, "mimeType": "application/pdf", "buffer": b"%PDF"} for name in ("a.pdf", "b.pdf")]
    tab.set_input_files("#files", files)
    rows = tab.locator("[data-upload-list] .file-row")
    expect(rows.nth(0).locator("a")).to_have_attribute("href", "/files/1/a.pdf")
    expect(rows.nth(1)).to_contain_text("This is a program.")


def test_the_slash_reaches_the_search_box_and_suggestions_are_chosen_by_keys(tab: Page, shown: str) -> None:
    _answering(
        tab, "/search/suggest/", _json({"items": [{"title": "Scanner", "url": "/404/", "kind": "Topic"}]})
    )
    tab.goto(f"{shown}/403/")
    expect(tab.locator("#site-search")).to_have_attribute("role", "combobox")
    tab.keyboard.press("/")
    tab.keyboard.type("sca")
    expect(tab.get_by_role("option")).to_contain_text("Scanner")
    tab.keyboard.press("ArrowDown")
    expect(tab.locator("#site-search")).to_have_attribute("aria-activedescendant", "suggestions-1-0")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/404/")
