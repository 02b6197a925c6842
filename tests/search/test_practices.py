"""A practice shared, cleared and validated in the site is found by whom it may be found by, and nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from kb.practices.models import Practice
from kb.records.actions.link import link
from kb.records.actions.withdraw import confirm, withdraw
from kb.records.enums import LinkKind, State
from kb.records.scheduled import archive_unconfirmed
from networks.access.enums import Label
from networks.events.relay import drain
from tests.kb import world as knowledge
from tests.kb.records.test_readable_by_everybody import BOTH, ENGLISH, in_polish

pytestmark = [pytest.mark.django_db, pytest.mark.storage]


@pytest.fixture
def lorries(db: None) -> knowledge.World:
    """One practice for members, whose summary every expert may read."""
    made = knowledge.make_world()
    made.publish(summary_label=Label.GREEN.value)
    drain()
    return made


def text(browser: Client, query: str) -> str:
    answer = browser.get(f"/search/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("query", ["q=separate", "q=seperate", "kind=practices", "q=queue&country=PL"])
def test_a_member_finds_it_by_a_word_of_its_body_misspelt_and_by_a_facet(
    lorries: knowledge.World, query: str
) -> None:
    assert "Queue of empty lorries" in text(lorries.browser("member"), query)


def test_an_expert_outside_finds_it_by_its_summary_only(lorries: knowledge.World) -> None:
    outsider = lorries.browser("outsider")
    assert "Queue of empty lorries" in text(outsider, "q=shortens")
    page = text(outsider, "q=separate")
    assert "Queue of empty lorries" not in page
    assert "separate" not in page.replace('value="separate"', "").replace("Search: separate", "")
    assert "Risk management" not in text(outsider, "q=shortens")


@pytest.mark.parametrize("name", [None, "guest"])
def test_visitors_and_guests_get_neither_result_nor_count_nor_suggestion(
    lorries: knowledge.World, name: str | None
) -> None:
    browser = lorries.browser(name)
    for query in ("q=lorries", "q=separate", "q=lories", "kind=practices"):
        page = text(browser, query)
        assert "Queue of empty" not in page
        assert "No results" in page
    assert browser.get("/search/suggest/?q=queue").json() == {"items": []}


def test_a_member_is_offered_its_title_while_typing(lorries: knowledge.World) -> None:
    """The practice, and its discussion, which bears the same title."""
    items = lorries.browser("member").get("/search/suggest/?q=empty+lor").json()["items"]
    assert {item["title"] for item in items} == {"Queue of empty lorries"}
    assert any(item["url"].startswith("/kb/practices/") for item in items)


def test_results_and_suggestions_show_the_english_title_first(db: None) -> None:
    world = knowledge.make_world()
    world.publish(**in_polish(world))
    drain()
    member = world.browser("member")
    assert BOTH.search(text(member, "q=ciężarówek"))
    items = member.get("/search/suggest/?q=pas dla").json()["items"]
    records = [each for each in items if each["url"].startswith("/kb/practices/")]
    assert {(each["title"], each["language"]) for each in records} == {(ENGLISH, "en")}


def test_a_member_removed_from_the_network_finds_the_summary_only_from_the_next_request_on(
    lorries: knowledge.World,
) -> None:
    browser = lorries.browser("member")
    lorries.people["member"].memberships.update(state="ended")
    assert "Queue of empty lorries" not in text(browser, "q=separate")
    assert "Queue of empty lorries" in text(browser, "q=shortens")


def found(lorries: knowledge.World) -> tuple[bool, bool]:
    """Whether search shows the practice, and whether the list narrowed by words does."""
    browser = lorries.browser("member")
    kinds = [each.kind for each in browser.get("/search/?q=empty+lorries").context["results"].hits]
    return "practices" in kinds, browser.get("/kb/practices/?q=lorries").context["page"].paginator.count == 1


def test_what_leaves_the_lists_leaves_search_and_comes_back_with_them(lorries: knowledge.World) -> None:
    practice = Practice.objects.get()
    assert found(lorries) == (True, True)
    overdue = timezone.localdate() - timedelta(days=800)
    Practice.objects.update(state=State.UNCONFIRMED, review_due=overdue)
    assert archive_unconfirmed() == 1
    drain()
    assert found(lorries) == (False, False)
    confirm(lorries.viewer("author"), practice)
    drain()
    assert found(lorries) == (True, True)
    newer = lorries.publish(title="Another way", summary="Anew.", body="By rail.", key=str(uuid4()))
    link(lorries.viewer("author"), newer, practice.reference, LinkKind.SUPERSEDES)
    drain()
    assert found(lorries) == (False, False)
    withdraw(lorries.viewer("author"), newer, "It did not last.")
    drain()
    assert found(lorries) == (True, True)
