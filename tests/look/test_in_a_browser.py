"""The design page in a real browser: axe finds nothing, nothing is cut off, nothing breaks the policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.look.faults import cut_off, faults_of

pytestmark = pytest.mark.browser
PAGES = ["/design/", "/404/", "/403/", "/500/"]


@pytest.fixture
def look_at(chromium: Browser, shown: str) -> Iterator:
    contexts = []

    def opened(path: str, width: int) -> tuple[Page, list[str]]:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, bypass_csp=False, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(shown + path, wait_until="networkidle")
        return page, complaints

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(look_at, path: str) -> None:
    page, _ = look_at(path, 360)
    assert faults_of(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_screen(look_at, path: str) -> None:
    page, _ = look_at(path, 320)
    assert [found for width in (320, 360, 768, 1280) for found in cut_off(page, width)] == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_breaks_the_policy_or_fails_to_run(look_at, path: str) -> None:
    _, complaints = look_at(path, 1280)
    assert complaints == []


def test_what_is_tapped_on_a_phone_is_large_enough(look_at) -> None:
    page, _ = look_at("/design/", 360)
    small = page.evaluate(
        """[...document.querySelectorAll("a.btn, button, summary, select, input:not([type=hidden]), nav a")]
            .filter((part) => part.checkVisibility() && !part.closest(".prose, ol.breadcrumb"))
            .filter((part) => (part.closest("label.choice, label:has(input)") ?? part).getBoundingClientRect().height < 43.5)
            .map((part) => part.outerHTML.slice(0, 90))"""
    )
    assert small == []


PRINTED = "main h1"
REFUSED = "main .print-refused"


@pytest.mark.parametrize("label", ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER"])
def test_every_printed_sheet_carries_its_label(look_at, label: str) -> None:
    page, _ = look_at("/design/", 1280)
    labelled(page, label)
    assert page.locator(PRINTED).first.is_visible()
    assert not page.locator(REFUSED).is_visible()
    written = page.locator(".print-label").evaluate("it => getComputedStyle(it, '::before').content")
    assert (written, page.locator(".print-label").is_visible()) == (f'"{label}"', True)


@pytest.mark.parametrize("label", ["TLP:AMBER+STRICT", "TLP:RED"])
def test_what_is_for_few_leaves_no_paper_behind(look_at, label: str) -> None:
    page, _ = look_at("/design/", 1280)
    labelled(page, label)
    assert not page.locator(PRINTED).first.is_visible()
    assert page.locator(REFUSED).is_visible()
    title = page.title()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.title() == label
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.title() == title


@pytest.mark.parametrize("label", ["TLP:AMBER+STRICT", "TLP:RED"])
def test_a_printed_list_leaves_out_what_is_for_few(look_at, label: str) -> None:
    page, _ = look_at("/design/", 1280)
    labelled(page, "TLP:GREEN")
    row, next_row = page.locator("li.record-row:has(.tlp-chip)").all()[:2]
    assert row.is_visible()
    row.locator(".tlp-chip").evaluate("(it, label) => { it.dataset.label = label }", label)
    assert not row.is_visible()
    assert next_row.is_visible()


def labelled(page: Page, label: str) -> None:
    """The page as it would be printed with another label."""
    page.locator(".print-label").evaluate("(it, label) => { it.dataset.label = label }", label)
    page.emulate_media(media="print")
