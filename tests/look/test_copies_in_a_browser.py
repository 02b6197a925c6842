"""Copies kept offline, in a real browser whose network is cut: who sees them, until when, and what ends them."""

import os
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kb.pages.setup import make_site
from kb.records import copies
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


@pytest.fixture
def people(transactional_db: None) -> World:
    make_site()
    return make_world()


def keep(page: Page, record: Record) -> None:
    """Open the record and keep it; the worker is at work after the next page."""
    page.goto(record.get_absolute_url())
    page.get_by_role("button", name="Keep offline").click()
    expect(page.locator(".keep-said")).to_contain_text("Kept on this device:")
    page.evaluate("async () => { await navigator.serviceWorker.ready }")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def without_network(page: Page, address: str) -> str:
    """What a navigation shows with the network cut; empty where the browser has nothing."""
    page.context.set_offline(True)
    try:
        page.goto(address)
        return page.content()
    except Exception:
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
    assert "No network" in without_network(page, "/kb/practices/")
    expect(page.locator("[data-kept] a")).to_have_attribute("href", record.get_absolute_url())
    page.goto("/workspace/copies/")
    expect(page.locator("[data-kept-list]")).to_contain_text(record.title)
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    assert page.evaluate(ON_SHELF) == 0
    assert TEXT not in without_network(page, record.get_absolute_url())
