"""The design page in a real browser: axe finds nothing, nothing is cut off, nothing breaks the policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.look.places import AXE

pytestmark = pytest.mark.browser
PAGES = ["/design/", "/404/", "/403/", "/500/"]


@pytest.fixture
def look_at(chromium: Browser, shown: str) -> Iterator:
    contexts = []

    def opened(path: str, width: int, theme: str = "light") -> tuple[Page, list[str]]:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=theme, bypass_csp=False
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


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text() + "; undefined")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("path", "width"), [("/design/", 1280), *((path, 360) for path in PAGES)])
def test_axe_finds_nothing(look_at, path: str, width: int, theme: str) -> None:
    page, _ = look_at(path, width, theme)
    assert _violations(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_screen(look_at, path: str, width: int) -> None:
    page, _ = look_at(path, width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


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
