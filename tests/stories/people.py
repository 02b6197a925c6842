"""People at their browsers: who sits down, where, and what the browser complains of meanwhile."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable
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


class Desks:
    """Browsers that stay open from one test of a story to the next, as those of people do; one for each who sits at it."""

    def __init__(self) -> None:
        self._free: dict[Hashable, list[BrowserContext]] = defaultdict(list)

    def take(self, whose: Hashable) -> BrowserContext | None:
        """A browser this person used before in this way, if none of their pages is open in it."""
        return self._free[whose].pop() if self._free[whose] else None

    def give_back(self, whose: Hashable, context: BrowserContext) -> None:
        """Closes the pages; what the browser remembers stays."""
        for page in context.pages:
            page.close()
        self._free[whose].append(context)

    def close(self) -> None:
        for contexts in self._free.values():
            for context in contexts:
                context.close()


class People:
    """Opens pages for people of the demo and closes them at the end."""

    def __init__(self, chromium: Browser, house: House, desks: Desks) -> None:
        self.chromium = chromium
        self.house = house
        self.desks = desks
        self.visitors: list[BrowserContext] = []
        self.taken: list[tuple[Hashable, BrowserContext]] = []
        self.complaints: list[str] = []

    def __call__(self, person: str, **how: Any) -> Page:
        """An empty page in a browser of somebody signed in."""
        whose = (person, *sorted(how.items()))
        context = self.desks.take(whose)
        if context is None:
            context = self._browser(**how)
            self._sign_in(context, person)
        self.taken.append((whose, context))
        return self._page(context)

    def visitor(self, **how: Any) -> Page:
        """A page of nobody in particular, served by one of the processes."""
        self.visitors.append(self._browser(**how))
        return self._page(self.visitors[-1])

    def leave(self) -> None:
        for context in self.visitors:
            context.close()
        for whose, context in self.taken:
            self.desks.give_back(whose, context)

    def _sign_in(self, context: BrowserContext, person: str) -> None:
        if person not in self.house.cookies:
            page = self._page(context)
            sign_in(page, person)
            self.house.cookies[person] = context.cookies()
            page.close()
        context.add_cookies(self.house.cookies[person])

    def _browser(
        self, *, process: int = 0, phone: bool = False, scripts: bool = True, address: str = ""
    ) -> BrowserContext:
        context = self.chromium.new_context(
            base_url=address or self.house.address(process),
            viewport=PHONE if phone else DESK,
            locale="en-GB",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        return context

    def _page(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def _heard(self, line: ConsoleMessage) -> None:
        if line.type == "error" and not EXPECTED.search(line.text):
            self.complaints.append(f"{line.location.get('url')}: {line.text}")


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
