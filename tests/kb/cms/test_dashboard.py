"""The first page of the CMS starts tasks; the site leads editors to the page they read; labels stand beside titles."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kb.pages.models import HomePage, NewsIndexPage
from networks.access.enums import Label
from tests.kb.world import World


def seen(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def draft_by(world: World, name: str, page: Any, title: str) -> None:
    page.title = title
    page.save_revision(user=world.people[name])


def test_an_editors_tasks_begin_on_the_first_page_and_every_link_opens(world: World, news: Any) -> None:
    browser = world.browser("editor")
    page = seen(browser, "/cms/")
    addresses = [
        f"/cms/pages/add/pages/newspage/{NewsIndexPage.objects.get().pk}/",
        f"/cms/pages/{HomePage.objects.get().pk}/edit/",
        "/cms/images/add/",
    ]
    for words, address in zip(("Write news", "Edit the home page", "Add an image"), addresses, strict=True):
        assert f'href="{address}">{words}' in page
        assert browser.get(address).status_code == 200
    assert "You have no drafts." in page and "No pages by other editors are waiting" in page
    assert "Correct published records" not in page


def test_drafts_of_mine_and_of_others_stand_apart(world: World, news: Any) -> None:
    draft_by(world, "editor", news(slug="one"), "My own draft")
    draft_by(world, "steward", news(slug="two"), "A draft of somebody else")
    page = seen(world.browser("editor"), "/cms/")
    mine, _heading, others = page.partition("Waiting for publication")
    assert "My own draft" in mine and "My own draft" not in others.partition("</section>")[0]
    assert "A draft of somebody else" in others.partition("</section>")[0]


def test_a_steward_begins_with_the_registers_and_sees_no_pages(world: World, news: Any) -> None:
    draft_by(world, "editor", news(), "Not for stewards")
    browser = world.browser("steward")
    page = seen(browser, "/cms/")
    assert "Correct published records" in page and 'href="/cms/knowledge/practices/"' in page
    assert "Write news" not in page and "Not for stewards" not in page


def test_only_editors_are_led_from_a_page_to_its_form(world: World, news: Any) -> None:
    page = news()
    address = f'href="/cms/pages/{page.pk}/edit/"'
    for where in (page, NewsIndexPage.objects.get(), HomePage.objects.get()):
        link = f'href="/cms/pages/{where.pk}/edit/"'
        assert link in seen(world.browser("editor"), where.url)
        for name in ("member", "outsider", "guest", "steward"):
            assert "Edit this page" not in seen(world.browser(name), where.url)
        assert "Edit this page" not in seen(Client(), where.url)
    answer = world.browser("editor").get(page.url)
    assert address in answer.content.decode()
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]


def test_a_preview_leads_nowhere(world: World, news: Any) -> None:
    page = news()
    page.save_revision(user=world.people["editor"])
    assert "Edit this page" not in seen(world.browser("editor"), f"/cms/pages/{page.pk}/view_draft/")


def test_labels_stand_beside_titles_in_lists_and_headers(world: World, news: Any) -> None:
    page = news(title="Queue at night")
    browser = world.browser("editor")
    assert "Queue at night · TLP:CLEAR" in seen(browser, f"/cms/pages/{NewsIndexPage.objects.get().pk}/")
    assert "Queue at night · TLP:CLEAR" in seen(browser, f"/cms/pages/{page.pk}/edit/")
    practice = world.publish(label=Label.GREEN.value, title="Scanner at the gate")
    address = f"/cms/knowledge/practices/edit/{practice.reference}/"
    assert "Scanner at the gate · TLP:GREEN" in seen(world.browser("steward"), address)


@pytest.mark.parametrize("more", [6])
def test_a_list_of_many_pages_takes_as_many_queries_as_one_of_few(world: World, news: Any, more: int) -> None:
    address = f"/cms/pages/{NewsIndexPage.objects.get().pk}/"
    browser = world.browser("editor")
    news(slug="first")
    news(slug="second")
    seen(browser, address)
    with CaptureQueriesContext(connection) as few:
        seen(browser, address)
    for number in range(more):
        news(slug=f"more-{number}")
    with CaptureQueriesContext(connection) as many:
        seen(browser, address)
    markings = [sum("access_marking" in each["sql"] for each in found) for found in (few, many)]
    assert markings[0] == markings[1]
