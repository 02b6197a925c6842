"""The site itself in a real browser: axe finds nothing, nothing is cut off, and the form is quick and works plainly."""

import os

import pytest
from playwright.sync_api import Page, expect

from kb.pages.setup import make_site
from kb.practices.models import Practice
from kb.records.models import Review
from tests.kb.world import World, make_world
from tests.look.faults import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Playwright's own loop runs in this thread; the database is asked by the test itself, never by that loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
ROLES: dict[str, list[str]] = {
    "": [
        "/search/?q=queue",
        "/kb/",
        "/kb/practices/",
        "/news/",
        "/accounts/login/",
        "/kb/practices/NONE1/",
        "{shared}",
    ],
    "author": [
        "/",
        "/workspace/",
        "/kb/practices/new/",
        "/kb/trainers/new/",
        "{shared}",
        "{sent}",
        "/workspace/notices/",
        "/accounts/sessions/",
        "/accounts/profile/",
    ],
    "ncp": ["/workspace/", "{sent}review/", "{sent}history/", "{shared}withdraw/", "/people/"],
    "finn": ["/", "/kb/practices/", "/networks/", "{network}", "{network}members/"],
}


@pytest.fixture
def people(transactional_db: None) -> World:
    make_site()
    return make_world()


@pytest.mark.slow
@pytest.mark.parametrize("role", list(ROLES))
def test_axe_finds_nothing_and_nothing_is_cut_off(opened, people: World, role: str) -> None:
    places = {
        "shared": people.publish(label="TLP:CLEAR").get_absolute_url(),
        "sent": people.share(title="Grenzübergangsstellenabfertigungsgeschwindigkeit").get_absolute_url(),
        "network": people.network.get_absolute_url(),
    }
    page = opened(people.people[role] if role else None)
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if "Policy" in line.text else None)
    faults = {}
    for address in ROLES[role]:
        path = address.format(**places)
        page.goto(path)
        if found := faults_of(page):
            faults[path] = found
    assert faults == {}
    assert complaints == []


def test_the_one_primary_action_is_whole_on_a_phone_from_the_first_view(opened, people: World) -> None:
    record = people.publish(title="Queue of empty lorries at the bridge " * 5)
    page = opened(people.people["author"])
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(record.get_absolute_url())
    action, menu = page.locator(".thumb-bar .btn").bounding_box(), page.locator(".tabbar").bounding_box()
    assert action["y"] + action["height"] <= menu["y"]
    assert page.locator("main .btn-primary:visible").all_inner_texts() == ["Edit"]
    page.get_by_text("Who can read this").first.click(timeout=2000)


def _fill_six(page: Page) -> None:
    page.fill("[name=title]", "Queue of empty lorries")
    page.fill("[name=summary]", "A lane of their own shortens the queue.")
    page.fill("[name=body]", "We opened a lane for empty lorries.")
    page.get_by_label("Queues").check()


def test_six_fields_suffice_without_script(opened, people: World) -> None:
    page = opened(people.people["author"], script=False)
    page.goto("/kb/practices/new/")
    _fill_six(page)
    expect(page.get_by_label("Risk management")).to_be_checked()
    expect(page.locator("input[name=countries]:checked")).to_have_count(1)
    page.set_input_files("#upload", {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"A plan"})
    page.get_by_role("button", name="Submit for clearance").click()
    expect(page).to_have_url(f"{page.url.split('/kb/')[0]}{Practice.objects.get().get_absolute_url()}")
    assert Review.objects.count() == 1
    assert Practice.objects.get().get_latest_revision_as_object().attachments.count() == 1


def test_a_refused_submission_leads_to_what_is_missing_and_goes_on_with_the_draft(
    opened, people: World
) -> None:
    page = opened(people.people["author"], script=False)
    page.goto("/kb/practices/new/")
    _fill_six(page)
    page.fill("[name=summary]", "")
    page.get_by_role("button", name="Submit for clearance").click()
    draft = Practice.objects.get()
    expect(page.locator("form[method=post][enctype]")).to_have_attribute(
        "action", f"{draft.get_absolute_url()}edit/"
    )
    expect(page.locator(".form-errors a")).to_have_attribute("href", "#id_summary")
    expect(page.locator("[name=title]")).to_have_value("Queue of empty lorries")
    page.fill("[name=summary]", "Shorter queues.")
    page.get_by_role("button", name="Submit for clearance").click()
    page.wait_for_url(f"**{draft.get_absolute_url()}")
    assert Practice.objects.count() == 1
    assert Review.objects.count() == 1
