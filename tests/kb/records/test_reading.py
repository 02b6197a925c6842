"""Who sees what of a record: page, list, counts, exports, API."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kb.records.actions.withdraw import withdraw
from kb.records.late_questions import remind_of_questions
from kb.records.models import AccessRequest
from networks.access.enums import Label
from networks.events import relay
from networks.spaces.enums import NetworkRole
from tests import factories
from tests.kb.world import World

pytestmark = pytest.mark.storage

INSIDERS = ["author", "colleague", "finn", "member", "ncp", "deputy"]
OUTSIDERS = ["outsider", "guest", None]
BODY_WORD = "separate lane"
TITLE = "Queue of empty lorries"


@pytest.mark.parametrize("name", INSIDERS)
def test_members_and_the_contact_point_read_the_text(world: World, name: str) -> None:
    practice = world.publish()
    assert "separate" in world.browser(name).get(practice.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", OUTSIDERS)
def test_everybody_else_meets_the_404_of_what_does_not_exist(world: World, name: str | None) -> None:
    practice = world.publish()
    browser = world.browser(name)
    for tail in (
        "",
        "history/",
        "edit/",
        "review/",
        "draft/",
        "withdraw/",
        "questions/",
        "release/",
        "delete/",
        "marking/",
        "readers/",
        "readers-log/",
        "links/",
    ):
        hidden = browser.get(f"/kb/practices/{practice.reference}/{tail}")
        missing = browser.get(f"/kb/practices/ZZZZZ/{tail}")
        assert hidden.status_code == missing.status_code == 404
        pages = [each.content.decode().replace(practice.reference, "ZZZZZ") for each in (hidden, missing)]
        assert _without_tokens(pages[0]) == _without_tokens(pages[1])


def _without_tokens(page: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_an_outsider_reads_the_summary_only_where_its_label_admits_them(world: World) -> None:
    practice = world.publish(summary_label=Label.GREEN.value)
    page = world.browser("outsider").get(practice.get_absolute_url()).content.decode()
    assert TITLE in page
    assert "separate" not in page
    assert "Risk management" not in page
    assert world.browser("guest").get(practice.get_absolute_url()).status_code == 404
    assert world.browser().get(practice.get_absolute_url()).status_code == 404


def test_from_a_summary_one_can_ask_for_more_and_is_answered(world: World) -> None:
    practice = world.publish(summary_label=Label.GREEN.value)
    browser = world.browser("outsider")
    browser.post(f"{practice.get_absolute_url()}ask/", {"message": "We plan the same."})
    assert "We plan the same." in world.browser("author").get("/workspace/").content.decode()
    world.browser("author").post(
        f"{practice.get_absolute_url()}questions/", {"question": "1", "answer": "yes", "words": "Gladly."}
    )
    assert "Gladly." in browser.get(practice.get_absolute_url()).content.decode()


def test_of_what_was_withdrawn_nobody_asks_for_more(world: World) -> None:
    practice = world.publish(summary_label=Label.GREEN.value)
    withdraw(world.viewer("author"), practice.as_record(), "Wrong.")
    browser = world.browser("outsider")
    answer = browser.post(f"{practice.get_absolute_url()}ask/", {"message": "More."}, follow=True)
    assert "This record was withdrawn. There is no more to read." in answer.content.decode()
    assert not practice.access_requests.exists()


def test_after_a_no_one_may_ask_again_once_a_week_and_both_sides_see_the_earlier_answer(world: World) -> None:
    practice = world.publish(summary_label=Label.GREEN.value)
    browser, address = world.browser("outsider"), practice.get_absolute_url()
    browser.post(f"{address}ask/", {"message": "We plan the same."})
    no = {"question": "1", "answer": "no", "words": "Not while it is being tried."}
    world.browser("author").post(f"{address}questions/", no)
    page = browser.get(address).content.decode()
    assert "Not while it is being tried." in page and "You can ask again" in page
    assert 'name="message"' not in page
    browser.post(f"{address}ask/", {"message": "Too soon."})
    assert AccessRequest.objects.count() == 1
    AccessRequest.objects.update(asked_at=timezone.now() - timedelta(days=7))
    assert 'name="message"' in browser.get(address).content.decode()
    browser.post(f"{address}ask/", {"message": "The trial is over."})
    asked = world.browser("author").get(f"{address}questions/").content.decode()
    assert "Not while it is being tried." in asked and "The trial is over." in asked
    page = browser.get(address).content.decode()
    assert "Not while it is being tried." in page and "You requested access." in page


@pytest.mark.parametrize(
    ("days", "told", "words", "stands"),
    [
        (7, "ncp", "please reply", "The contact point was reminded."),
        (14, "deputy", "the contact point has not replied", "the deputy was notified"),
        (21, "lead", "has been open for three weeks", "leads of its networks were notified"),
    ],
)
def test_a_question_for_more_without_an_answer_is_escalated_and_the_asker_sees_how_far(
    world: World, days: int, told: str, words: str, stands: str
) -> None:
    world.people["lead"] = factories.seat(world.network, factories.ExpertFactory(), NetworkRole.LEAD).expert
    practice = world.publish(summary_label=Label.GREEN.value)
    browser, address = world.browser("outsider"), practice.get_absolute_url()
    browser.post(f"{address}ask/", {"message": "We plan the same."})
    assert "The owner and the contact point were notified." in browser.get(address).content.decode()
    AccessRequest.objects.update(asked_at=timezone.now() - timedelta(days=days))
    assert (remind_of_questions(), remind_of_questions()) == (1, 0)
    relay.drain()
    found = [each.subject for each in mail.outbox if world.people[told].email in each.to]
    late = [each for each in found if words in each]
    assert len(late) == 1
    assert (TITLE in late[0]) == (told != "lead")
    assert told != "lead" or practice.reference in late[0]
    assert stands in browser.get(address).content.decode()


def test_lists_counts_and_facets_hold_only_what_one_may_know(world: World) -> None:
    world.publish()
    seen = world.browser("finn").get("/kb/practices/")
    hidden = world.browser("outsider").get("/kb/practices/")
    assert seen.context["page"].paginator.count == 1
    assert hidden.context["page"].paginator.count == 0
    assert hidden.context["groups"] == []
    assert TITLE not in hidden.content.decode()


def test_a_summary_reader_finds_no_network_and_filters_by_no_field_of_the_text(world: World) -> None:
    world.publish(summary_label=Label.GREEN.value)
    page = world.browser("outsider").get("/kb/practices/")
    assert page.context["page"].paginator.count == 1
    assert "Network" not in [group.title for group in page.context["groups"]]
    filtered = world.browser("outsider").get("/kb/practices/", {"network": world.network.slug})
    assert filtered.context["page"].paginator.count == 0


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_carries_the_label_and_only_what_its_reader_may_read(world: World, form: str) -> None:
    world.publish(summary_label=Label.GREEN.value)
    insider = world.browser("finn").get(f"/kb/practices/export.{form}").content.decode()
    outsider = world.browser("outsider").get(f"/kb/practices/export.{form}").content.decode()
    assert "TLP:AMBER" in insider
    assert BODY_WORD in insider
    assert TITLE in outsider
    assert BODY_WORD not in outsider
    assert TITLE not in world.browser().get(f"/kb/practices/export.{form}").content.decode()


def test_a_title_that_looks_like_a_formula_is_no_formula_in_an_export(world: World) -> None:
    world.publish(title="=cmd|calc")
    assert "'=cmd" in world.browser("finn").get("/kb/practices/export.csv").content.decode()


def test_the_api_gives_each_reader_their_own_part(world: World) -> None:
    practice = world.publish(summary_label=Label.GREEN.value)
    item = world.browser("finn").get(f"/api/v1/practices/{practice.reference}/").json()
    assert {"reference", "title", "summary", "language", "tlp", "state", "updated", "url"} <= set(item)
    assert BODY_WORD in item["body"].replace("*", "")
    partial = world.browser("outsider").get("/api/v1/practices/").json()
    assert partial["count"] == 1
    assert partial["items"][0]["body"] is None
    assert world.browser().get("/api/v1/practices/").json() == {"items": [], "count": 0}
    assert world.browser().get(f"/api/v1/practices/{practice.reference}/").status_code == 404


def test_the_api_describes_itself_without_content(world: World) -> None:
    schema = json.loads(world.browser().get("/api/v1/schema/").content)
    assert "/api/v1/practices/" in schema["paths"]


def test_strictly_limited_records_leave_no_list_in_bulk(world: World) -> None:
    world.publish(label=Label.AMBER_STRICT.value, title="For our administration only")
    assert "For our administration only" in world.browser("author").get("/kb/practices/").content.decode()
    export = world.browser("author").get("/kb/practices/export.csv").content.decode()
    assert "For our administration only" not in export
    assert world.browser("author").get("/api/v1/practices/").json()["count"] == 0
    assert "For our administration only" not in world.browser("finn").get("/kb/practices/").content.decode()


def test_every_page_of_a_record_carries_its_label_for_the_printer(world: World) -> None:
    record = world.publish(label=Label.AMBER_STRICT.value)
    tails = ("", "edit/", "draft/", "review/", "links/", "marking/", "readers-log/", "questions/", "history/")
    for tail in (*tails, "history/1/2/", "withdraw/", "owner/", "release/"):
        for name in ("author", "ncp"):
            answer = world.browser(name).get(f"{record.get_absolute_url()}{tail}")
            if answer.status_code == 200:
                assert (
                    'class="print-label" aria-hidden="true" data-label="TLP:AMBER+STRICT"' in answer.text
                ), tail


@pytest.mark.parametrize("tail", ["", "review/", "edit/", "history/"])
def test_a_draft_is_known_to_its_authors_only(world: World, tail: str) -> None:
    draft = world.share(save="draft")
    assert world.browser("author").get(f"{draft.get_absolute_url()}{tail}").status_code == 200
    for name in ("colleague", "finn", "ncp", None):
        assert world.browser(name).get(f"{draft.get_absolute_url()}{tail}").status_code == 404


def test_a_list_costs_the_same_queries_at_five_and_at_fifty(
    world: World, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for many in (5, 25):
        for number in range(many):
            world_practice(world, f"Practice {many} {number}")
        browser = world.browser("finn")
        browser.get("/kb/practices/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get("/kb/practices/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 25


def world_practice(world: World, title: str) -> None:
    """A published practice by the shortest sound way."""
    from kb.practices.models import Practice
    from networks.access.actions.mark import mark
    from networks.access.enums import Exposure, Shape
    from networks.access.models import Marking

    marking = Marking.objects.create(
        shape=Shape.RECORD,
        label=Label.AMBER,
        owner=world.people["author"],
        administration=world.people["author"].administration,
        exposure=Exposure.PUBLISHED,
    )
    marking.networks.set([world.network])
    mark(marking)
    practice = Practice(title=title, summary="s", body="b", marking=marking, state="published", live=True)
    practice.countries = [world.poland]
    practice.topics = [world.topic]
    practice.save()
