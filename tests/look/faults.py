"""What is wrong with a page as a browser shows it: asked of the page as it was loaded, on a phone and at a desk."""

from itertools import product

from playwright.sync_api import Page

from tests.look.places import AXE

PHONE, DESK = 360, 1280
VIOLATIONS = "axe.run(document, {resultTypes: ['violations']})"


def faults_of(page: Page) -> list[str]:
    """Findings of axe in either theme, and whether anything is cut off."""
    page.evaluate(AXE.read_text() + "; undefined")
    found = []
    for width, theme in product((PHONE, DESK), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)
        for rule in page.evaluate(VIOLATIONS)["violations"]:
            places = [f"{node['target']} {node['failureSummary']}" for node in rule["nodes"]]
            found += [f"{width} {theme} {rule['id']}: {place}" for place in places]
        found += cut_off(page, width)
    page.emulate_media(color_scheme="light")
    return found


def cut_off(page: Page, width: int) -> list[str]:
    """Whether somebody would have to scroll sideways."""
    page.set_viewport_size({"width": width, "height": 800})
    wider = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [f"wider than a screen of {width}"] if wider else []
