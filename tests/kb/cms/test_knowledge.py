"""Stewards under *Knowledge*: what is in their care, corrected in the published text, and no word of anything else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.admin.models import FormState

from kb.practices.models import Practice
from kb.records.cms.panels import text_fields
from kb.records.models import Record
from kb.records.registry import register_named
from networks.access.enums import Label
from networks.events.models import Event
from tests.kb.world import World

LIST = "/cms/knowledge/practices/"


def doors_of(record: Record) -> list[str]:
    """Every address below Knowledge that names this record."""
    revision = record.latest_revision_id
    names = (
        f"edit/{record.reference}", f"preview/{record.reference}", f"history/{record.reference}",
        f"reviews/{record.reference}", f"history/{record.reference}/{revision}",
        f"history/{record.reference}/compare/earliest...live", f"history/{record.reference}/compare/{revision}...live",
    )  # fmt: skip
    return [f"{LIST}{name}/" for name in names]


def form_of(browser: Client, record: Record, **changed: Any) -> dict[str, Any]:
    """What the form would send, as the page has it, with some of it changed."""
    browser.get(f"{LIST}edit/{record.reference}/")
    names = [name for group in record.register.groups for name in text_fields(record.register, group.fields)]
    fields = {name: getattr(record, name) or "" for name in names}
    return fields | {"seen_revision": record.live_revision_id, "action-publish": "action-publish"} | changed


def in_care(world: World, **changed: Any) -> Practice:
    """A published practice of the steward's network."""
    return world.publish(**({"title": "Lanes for emtpy lorries"} | changed))


def test_a_steward_corrects_a_typo_and_the_owner_is_told(world: World) -> None:
    practice, browser = in_care(world), world.browser("steward")
    assert practice.reference in browser.get(LIST).content.decode()
    answer = browser.post(
        f"{LIST}edit/{practice.reference}/", form_of(browser, practice, title="Lanes for empty lorries")
    )
    assert answer.status_code == 302
    practice.refresh_from_db()
    assert (practice.title, practice.state, practice.grade) == (
        "Lanes for empty lorries",
        "published",
        "supported",
    )
    assert not practice.has_unpublished_changes
    event = Event.objects.get(kind="record.corrected")
    assert (event.subject_id, event.actor) == (practice.pk, world.people["steward"])


def test_a_typo_mended_is_no_confirmation(world: World) -> None:
    practice, browser = in_care(world), world.browser("steward")
    passed = timezone.localdate() - timedelta(days=3)
    Record.objects.filter(pk=practice.pk).update(review_due=passed, state="unconfirmed")
    practice.refresh_from_db()
    fields = form_of(browser, practice, title="Lanes for empty lorries")
    assert browser.post(f"{LIST}edit/{practice.reference}/", fields).status_code == 302
    practice.refresh_from_db()
    assert practice.title == "Lanes for empty lorries"
    assert (practice.state, practice.review_due) == ("unconfirmed", passed)


def test_a_correction_is_previewed_in_the_sites_own_template_and_then_forgotten(world: World) -> None:
    practice, browser = in_care(world), world.browser("steward")
    address = f"{LIST}preview/{practice.reference}/"
    fields = form_of(browser, practice, title="PREVIEWED TITLE")
    assert browser.post(address, fields).json()["is_valid"]
    page = browser.get(address)
    assert "PREVIEWED TITLE" in page.content.decode()
    assert 'class="site ' in page.content.decode()
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    practice.refresh_from_db()
    assert practice.title != "PREVIEWED TITLE"
    browser.post(f"{LIST}edit/{practice.reference}/", fields)
    assert not FormState.objects.exists()


@pytest.mark.parametrize("label", [Label.AMBER_STRICT, Label.CLEAR])
def test_records_of_other_labels_do_not_exist_for_a_steward(world: World, label: Label) -> None:
    practice, browser = world.publish(label=label, title="CANARY LABEL"), world.browser("steward")
    assert practice.live
    assert "CANARY LABEL" not in browser.get(LIST).content.decode()
    for address in doors_of(practice):
        assert browser.get(address).status_code == 404, address


def test_a_steward_of_another_network_reaches_nothing_over_any_door(world: World) -> None:
    practice, browser = (
        in_care(world, title="CANARY TITLE", body="CANARY BODY"),
        world.browser("other_steward"),
    )
    assert "CANARY" not in browser.get(LIST, {"q": "lorries"}).content.decode()
    assert "CANARY" not in browser.get(f"{LIST}results/").content.decode()
    for address in doors_of(practice):
        for method in ("get", "post", "delete"):
            answer = getattr(browser, method)(address)
            assert answer.status_code in (404, 405), address
            assert "CANARY" not in answer.content.decode()
    fields = form_of(world.browser("steward"), practice, title="Taken over")
    assert browser.post(f"{LIST}edit/{practice.reference}/", fields).status_code == 404
    practice.refresh_from_db()
    assert practice.title == "CANARY TITLE"


def test_unpublished_records_do_not_exist_for_a_steward(world: World) -> None:
    draft, browser = world.share(title="CANARY DRAFT"), world.browser("steward")
    assert "CANARY" not in browser.get(LIST).content.decode()
    for address in doors_of(draft):
        assert browser.get(address).status_code == 404


def newer_draft(world: World, practice: Practice) -> None:
    """The author writes on after publication."""
    practice.refresh_from_db()
    text = practice.get_latest_revision_as_object()
    text.title, text.body = "CANARY NEWER", "CANARY NEWER BODY"
    text.save_revision(user=world.people["author"])


def test_while_a_newer_draft_exists_correcting_is_refused_and_the_draft_is_not_shown(world: World) -> None:
    practice, browser = in_care(world), world.browser("steward")
    fields = form_of(browser, practice, title="Overwritten")
    newer_draft(world, practice)
    answer = browser.post(f"{LIST}edit/{practice.reference}/", fields)
    assert answer.status_code == 403
    assert "The authors are working on a newer version" in answer.content.decode()
    practice.refresh_from_db()
    assert practice.title != "Overwritten"
    for address in [LIST, *doors_of(practice)]:
        assert "CANARY" not in browser.get(address).content.decode(), address
    assert browser.get(doors_of(practice)[4]).status_code == 404


def test_while_a_review_is_open_correcting_is_refused(world: World) -> None:
    practice, browser = in_care(world), world.browser("steward")
    review = world.review(practice)
    review.stage = "clearance"
    review.save()
    answer = browser.get(f"{LIST}edit/{practice.reference}/")
    assert answer.status_code == 403
    assert "under review" in answer.content.decode()


def test_a_text_changed_in_the_meantime_is_not_overwritten(world: World) -> None:
    practice, browser = in_care(world), world.browser("steward")
    first, second = (form_of(browser, practice, title=title) for title in ("First", "Second"))
    assert browser.post(f"{LIST}edit/{practice.reference}/", first).status_code == 302
    assert browser.post(f"{LIST}edit/{practice.reference}/", second).status_code == 403
    practice.refresh_from_db()
    assert practice.title == "First"


def test_an_empty_title_is_not_published(world: World) -> None:
    practice, browser = in_care(world), world.browser("steward")
    answer = browser.post(
        f"{LIST}edit/{practice.reference}/", form_of(browser, practice, title="", body="Kept words")
    )
    assert answer.status_code == 200
    assert "Kept words" in answer.content.decode()
    practice.refresh_from_db()
    assert practice.title == "Lanes for emtpy lorries"


def test_versions_are_compared_and_reviews_are_read(world: World) -> None:
    practice, browser = in_care(world), world.browser("steward")
    browser.post(
        f"{LIST}edit/{practice.reference}/", form_of(browser, practice, title="Lanes for empty lorries")
    )
    history = browser.get(f"{LIST}history/{practice.reference}/").content.decode()
    compare = re.search(r'href="([^"]+/compare/[^"]+)"', history)
    assert compare
    changes = browser.get(compare.group(1)).content.decode()
    assert "emtpy" in changes
    assert "empty" in changes
    reviews = browser.get(f"{LIST}reviews/{practice.reference}/").content.decode()
    assert "Validated" in reviews
    assert "finn" in reviews


def test_the_list_is_narrowed_by_label_grade_state_and_country(world: World) -> None:
    practice, browser = in_care(world), world.browser("steward")
    for wanted, other in (
        ({"label": Label.AMBER.value}, {"label": Label.GREEN.value}),
        ({"grade": "supported"}, {"grade": "proven"}),
        ({"state": "published"}, {"state": "archived"}),
        ({"country": world.poland.pk}, {"country": 999_999}),
    ):
        assert practice.reference in browser.get(LIST, wanted).content.decode(), wanted
        assert (
            f"edit/{practice.reference}/" not in browser.get(LIST, other).content.decode()
            or "country" in other
        )


def test_panels_hold_texts_only_and_nothing_that_points_at_marked_things() -> None:
    register = register_named("adoptions")
    fields = [name for group in register.groups for name in text_fields(register, group.fields)]
    assert "title" in fields
    assert "adopted_practice" not in fields


def test_the_list_costs_the_same_at_two_and_at_eight_records(
    world: World, django_assert_max_num_queries: Any
) -> None:
    browser = world.browser("steward")
    for number in range(2):
        in_care(world, summary=f"Number {number}")
    browser.get(LIST)
    with django_assert_max_num_queries(25) as few:
        browser.get(LIST)
    for number in range(6):
        in_care(world, summary=f"Further {number}")
    with django_assert_max_num_queries(25) as many:
        browser.get(LIST)
    assert len(few) == len(many)


def next_version(world: World, practice: Practice, body: str, label: str = Label.AMBER) -> None:
    """The author sends another text for clearance."""
    address = f"{practice.get_absolute_url()}edit/"
    version = world.browser("author").get(address).context["version"]
    sent = world.fields(body=body, label=str(label), key="") | {"version": version}
    assert world.browser("author").post(address, sent).status_code == 302


def test_what_was_said_of_a_draft_that_never_came_out_is_not_shown(world: World) -> None:
    practice = world.publish()
    next_version(world, practice, "A draft")
    world.decide("ncp", practice, "return", reason="Take the name of the driver out")
    reviews = world.browser("steward").get(f"{LIST}reviews/{practice.reference}/")
    assert reviews.status_code == 200
    assert "the name of the driver" not in reviews.content.decode()
    assert "Changes requested" not in reviews.content.decode()


def test_what_was_published_before_others_were_let_in_stays_with_its_readers(world: World) -> None:
    practice = world.publish(label=Label.AMBER_STRICT.value, body="Marek was bribed at night.")
    first = practice.live_revision_id
    next_version(world, practice, "Somebody was bribed.", Label.AMBER_STRICT)
    world.decide("ncp", practice, "clear")
    wider = {"label": Label.AMBER.value, "summary_label": "", "networks": [world.network.slug]}
    assert world.browser("ncp").post(f"{practice.get_absolute_url()}marking/", wider).status_code == 302
    steward = world.browser("steward")
    assert "Somebody was bribed" in steward.get(practice.get_absolute_url()).content.decode()
    history = steward.get(f"{LIST}history/{practice.reference}/").content.decode()
    assert "/compare/" not in history
    for door in (f"{first}/", f"compare/{first}...live/", "compare/earliest...live/"):
        answer = steward.get(f"{LIST}history/{practice.reference}/{door}")
        assert "Marek" not in answer.content.decode()
    assert steward.get(f"{LIST}history/{practice.reference}/{first}/").status_code == 404
