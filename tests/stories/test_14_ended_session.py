"""A session that ends in mid-form costs nothing: at 360 px, with scripts and without."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.stories.deeds import field, start_practice
from tests.stories.people import People, fill_sign_in

pytestmark = pytest.mark.browser
NEW = "/networks/risk-management/discussions/new/"


def end_session(page: Page) -> None:
    """As if it had been ended on another device: the browser's cookie leads nowhere any more."""
    cookie = next(each for each in page.context.cookies() if each["name"] == "sessionid")
    page.context.add_cookies([cookie | {"value": "a" * 32}])


def own_browser(people: People, person: str, **how: object) -> Page:
    """A browser that nobody else uses afterwards."""
    page = people.visitor(phone=True, **how)
    page.goto("/accounts/login/")
    fill_sign_in(page, person)
    expect(page.get_by_label("Your menu")).to_be_visible()
    return page


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_that_ends_in_mid_form_costs_nothing(people: People, scripts: bool) -> None:
    page = own_browser(people, "expert.fi", scripts=scripts)
    title = f"Seals on a Tuesday {uuid4().hex[:6]}"
    page.goto(NEW)
    page.get_by_label("Title").fill(title)
    page.locator("#id_body").fill("Which seals\ndo you use?")
    end_session(page)
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_text("Your session has ended")).to_be_visible()
    fill_sign_in(page, "expert.fi")
    expect(page.get_by_text("Nothing was sent")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value(title)
    expect(page.locator("#id_body")).to_have_value("Which seals\ndo you use?")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def test_a_practice_whose_session_ended_is_not_lost(people: People) -> None:
    """The page says that it is no longer saved, and the form comes back after signing in."""
    page = own_browser(people, "expert.pl")
    start_practice(page)
    end_session(page)
    field(page, "title").fill("Scales of an ended session")
    expect(page.locator("[data-saved-state]")).to_contain_text("Your session has ended")
    page.get_by_role("button", name="Save draft").click()
    fill_sign_in(page, "expert.pl")
    expect(field(page, "title")).to_have_value("Scales of an ended session")


def test_a_post_that_was_typed_survives_a_reload(people: People) -> None:
    page = own_browser(people, "expert.fi")
    page.goto("/networks/risk-management/discussions/")
    page.locator("main .rows").get_by_role("link").first.click()
    area, words = page.locator("#composer-body"), f"Half a thought {uuid4().hex[:6]}"
    area.fill(words)
    page.reload()
    expect(area).to_have_value(words)
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.locator("[data-posts]").get_by_text(words)).to_have_count(1)
    page.reload()
    expect(page.locator("[data-posts]").get_by_text(words)).to_have_count(1)
    expect(area).to_have_value("")
