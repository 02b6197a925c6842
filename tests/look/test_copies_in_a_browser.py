"""Copies kept offline, in a real browser whose network is cut: who sees them, until when, and what ends them."""

import os
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Error, Page, expect

from kb.pages.setup import make_site
from kb.records.actions.withdraw import withdraw
from kb.records.models import Record
from networks.access.enums import Label
from networks.audit.models import AuditEntry
from tests.kb.world import World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Playwright's own loop runs in this thread; the database is asked by the test itself, never by that loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
TEXT = "separate lane"
ON_SHELF = "async () => (await caches.has('limes-copies')) ? (await (await caches.open('limes-copies')).keys()).length : 0"

NOTHING_KEPT = "async () => !(await caches.has('limes-copies'))"
ENDS_SOON = """async (path) => {
    const shelf = await caches.open("limes-copies"), copy = await shelf.match(path), headers = new Headers(copy.headers)
    headers.set("Copy-Until", String(Date.now() + 3000))
    await shelf.put(path, new Response(await copy.text(), { headers }))
}"""
NO_COPY = "async (path) => !(await caches.match(path))"


@pytest.fixture
def people(transactional_db: None) -> World:
    make_site()
    return make_world()


def keep(page: Page, record: Record) -> None:
    """Open the record and keep it; the worker is at work after the next page."""
    page.goto(record.get_absolute_url())
    page.get_by_text("More actions").click()
    page.get_by_role("button", name="Keep offline").click()
    expect(page.locator(".keep-said")).to_contain_text("Kept on this device:")
    page.evaluate("async () => { await navigator.serviceWorker.ready }")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def until(page: Page, asked: str, about: str = "") -> None:
    """Until the page says so. Not `wait_for_function`, to which a promise is a yes."""
    for _each in range(200):
        if page.evaluate(asked, about):
            return
        page.wait_for_timeout(50)
    raise AssertionError(asked)


def _session_of(people: World, name: str, page: Page) -> list[Any]:
    key = people.browser(name).cookies[settings.SESSION_COOKIE_NAME].value
    return [{"name": settings.SESSION_COOKIE_NAME, "value": key, "domain": "localhost", "path": "/"}]


def without_network(page: Page, address: str) -> str:
    """What a navigation shows with the network cut; empty where the browser has nothing."""
    page.context.set_offline(True)
    try:
        page.goto(address)
        return page.content()
    except Error:
        return ""
    finally:
        page.context.set_offline(False)


def test_a_kept_copy_is_read_without_network_and_gone_after_signing_out(opened: Any, people: World) -> None:
    record = people.publish(label=Label.AMBER_STRICT)
    page, author = opened(people.people["author"]), people.people["author"]
    keep(page, record)
    entry = AuditEntry.objects.get(action="offline_copy")
    shown = without_network(page, record.get_absolute_url())
    assert TEXT in shown
    assert shown.count(author.full_name) >= 4
    assert entry.details["copy"] in shown
    assert "You are offline" in without_network(page, "/kb/practices/")
    expect(page.locator("[data-kept] a")).to_have_attribute("href", record.get_absolute_url())
    page.goto("/workspace/copies/")
    expect(page.locator("[data-kept-list]")).to_contain_text(record.title)
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    assert page.evaluate(ON_SHELF) == 0
    assert TEXT not in without_network(page, record.get_absolute_url())


def test_what_has_ended_changed_hands_or_may_no_longer_be_read_is_gone(opened: Any, people: World) -> None:
    """Three ends in one browser: withdrawn while it was away, kept by somebody else, run out while it is open."""
    record = people.publish(label=Label.AMBER)
    at = record.get_absolute_url()
    page = opened(people.people["author"])
    keep(page, record)
    # Whose it was signs in no more on this browser: the next page of somebody else deletes it.
    mine = page.context.cookies()
    page.context.clear_cookies()
    page.context.add_cookies(_session_of(people, "colleague", page))
    page.goto("/workspace/")
    until(page, NOTHING_KEPT)
    assert TEXT not in without_network(page, at)
    page.context.clear_cookies()
    page.context.add_cookies(mine)
    # It runs out while it is open.
    keep(page, record)
    page.evaluate(ENDS_SOON, at)
    page.context.set_offline(True)
    page.goto(at)
    expect(page.locator("main")).to_contain_text(TEXT)
    expect(page.locator("h1")).to_have_text("You are offline", timeout=15_000)
    expect(page.locator("main")).to_contain_text("No offline copies on this device.")
    page.context.set_offline(False)
    # It is withdrawn, and asked for again as soon as there is a network.
    keep(page, record)
    withdraw(people.viewer("author"), record.as_record(), "It was wrong.")
    page.evaluate("() => sessionStorage.clear()")
    page.goto("/workspace/")
    until(page, NO_COPY, at)
    assert TEXT not in without_network(page, at)


def test_without_script_nothing_is_offered_and_the_worker_keeps_nothing_by_itself(
    opened: Any, people: World
) -> None:
    record = people.publish(label=Label.GREEN)
    plain = opened(people.people["author"], script=False)
    plain.goto(record.get_absolute_url())
    plain.get_by_text("More actions").click()
    expect(plain.get_by_role("button", name="Keep offline")).to_be_hidden()
    page = opened(people.people["author"])
    keep(page, record)
    kept = page.evaluate(ON_SHELF)
    for address in ("/kb/", "/kb/practices/", "/workspace/", record.get_absolute_url()):
        page.goto(address)
    assert page.evaluate(ON_SHELF) == kept == 3
    assert page.evaluate("async () => (await caches.keys()).length") == 1
    # The network has the first word: what it says is shown, whatever is kept.
    assert "You are offline. This is the copy" not in page.content()
