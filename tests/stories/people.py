"""People at their browsers: who sits down, where, and what the browser complains of meanwhile."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.stories.house import House

PASSWORD = "limes-demo"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
PATIENCE = 30_000
# What a browser writes down when an answer is not a 2xx: part of several stories, and no fault of a page.
EXPECTED = re.compile(r"Failed to load resource|WebSocket connection to|net::ERR_")

expect.set_options(timeout=PATIENCE)


class People:
    """Opens pages for people of the demo and closes them at the end."""

    def __init__(self, chromium: Browser, house: House) -> None:
        self.chromium = chromium
        self.house = house
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def __call__(self, person: str, **how: Any) -> Page:
        """The first page of somebody signed in."""
        page = self.visitor(**how)
        known = self.house.cookies.get(person)
        if known:
            page.context.add_cookies(known)
            page.goto("/")
        else:
            sign_in(page, person)
            self.house.cookies[person] = page.context.cookies()
        return page

    def visitor(
        self, *, process: int = 0, phone: bool = False, scripts: bool = True, address: str = ""
    ) -> Page:
        """A page of nobody in particular, served by one of the processes."""
        context = self.chromium.new_context(
            base_url=address or self.house.address(process),
            viewport=PHONE if phone else DESK,
            locale="en-GB",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def _heard(self, line: ConsoleMessage) -> None:
        if line.type == "error" and not EXPECTED.search(line.text):
            self.complaints.append(f"{line.location.get('url')}: {line.text}")

    def leave(self) -> None:
        for context in self.contexts:
            context.close()


def sign_in(page: Page, person: str, *, stay: bool = False, path: str = "/accounts/login/") -> None:
    """Through the form, as anybody would."""
    page.goto(path)
    fill_sign_in(page, person, stay=stay)
    expect(page.get_by_label("Your menu")).to_be_visible()


def fill_sign_in(page: Page, person: str, *, stay: bool = False) -> None:
    form = page.locator("form[action='/accounts/login/']")
    form.get_by_label("E-mail").fill(f"{person}@demo.limes.example")
    form.get_by_label("Password", exact=True).fill(PASSWORD)
    if stay:
        form.get_by_label("Stay signed in").check()
    form.get_by_role("button", name="Sign in", exact=True).click()


def in_time(page: Page, what: Callable[[], bool], words: str) -> None:
    """Until something outside the page has happened, for example a mail has left; bounded."""
    page.wait_for_function("() => true")
    for _each in range(PATIENCE // 100):
        if what():
            return
        page.wait_for_timeout(100)
    raise AssertionError(words)
