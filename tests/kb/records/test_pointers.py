"""Pointer records: title, holder and contact are here, the content lives elsewhere."""

import csv
import io
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from kb.practices.models import Practice
from kb.records.actions.draft import version_of
from kb.records.actions.keep_file import keep_file
from kb.records.contacts import tell_of_lost_contacts
from kb.training.models import Trainer
from networks.access.enums import Label
from networks.events import relay
from networks.events.recording import record as record_event
from tests.kb.world import World

pytestmark = pytest.mark.django_db
HOLDER = "Sealed archive CRMS2"
MAILBOX = "risk.desk@customs.example"
HOW = "Send form R7; an answer takes ten working days."


def pointer(world: World, **changed: Any) -> dict[str, Any]:
    """What the form sends when the content stays elsewhere, with words left in fields a pointer has not."""
    told = {
        "is_pointer": "on",
        "held_by": HOLDER,
        "contact_address": MAILBOX,
        "how_to_ask": HOW,
        "problem": "Words of the problem",
        "building_blocks-TOTAL_FORMS": "1",
        "building_blocks-0-title": "A block that stays elsewhere",
    }
    return world.fields(**{**told, "summary_label": Label.GREEN.value, **changed})


def page(world: World, name: str | None, address: str, **query: str) -> str:
    return world.browser(name).get(address, query).content.decode()


def test_a_pointer_keeps_what_finds_it_and_nothing_of_its_content(world: World) -> None:
    practice = world.publish(**pointer(world))
    assert practice.state == "published"
    assert practice.is_pointer
    assert (practice.body, practice.problem, practice.building_blocks.count()) == ("", "", 0)
    shown = page(world, "finn", practice.get_absolute_url())
    for words in (HOLDER, MAILBOX, "form R7", practice.summary):
        assert words in shown
    assert f"The content is held by {HOLDER}" in shown
    assert "separate" not in shown


def test_who_reads_the_summary_learns_that_it_is_a_pointer_and_not_whose(world: World) -> None:
    practice = world.publish(**pointer(world))
    address = practice.get_absolute_url()
    for each in (address, "/kb/practices/", "/kb/practices/?pointer=True", "/kb/practices/export.csv"):
        shown = page(world, "outsider", each)
        assert practice.title in shown, each
        for words in (HOLDER, MAILBOX, "form R7"):
            assert words not in shown, (each, words)
    assert "The content is held in another system" in page(world, "outsider", address)
    assert "The content is held in another system" in page(world, "outsider", "/kb/practices/")
    assert world.browser("guest").get(address).status_code == 404


def test_list_filter_export_interface_and_search_say_that_it_is_one(world: World) -> None:
    practice = world.publish(**pointer(world))
    world.publish(title="Held here", key=str(uuid4()))
    browser = world.browser("finn")
    filtered = browser.get("/kb/practices/", {"pointer": "True"}).content.decode()
    assert f"The content is held by {HOLDER}" in filtered
    assert "Held here" not in filtered
    rows = list(csv.reader(io.StringIO(browser.get("/kb/practices/export.csv").content.decode("utf-8-sig"))))
    at = {name: place for place, name in enumerate(rows[0])}
    row = next(each for each in rows[1:] if practice.title in each)
    assert (row[at["Content is elsewhere"]], row[at["Content held by"]]) == ("True", HOLDER)
    item = browser.get(f"/api/v1/practices/{practice.reference}/").json()
    assert (item["pointer"], item["held_by"], item["ask"], item["body"]) == (True, HOLDER, MAILBOX, "")
    relay.drain()
    hits = page(world, "finn", "/search/", q="sealed archive")
    assert practice.title in hits.replace("<mark>", "").replace("</mark>", "")
    assert f"The content is held by {HOLDER}" in hits
    assert practice.title not in page(world, "outsider", "/search/", q="sealed archive")


def test_mails_say_that_it_is_one(world: World) -> None:
    world.share(**pointer(world))
    relay.drain()
    told = [each.body for each in mail.outbox if world.people["ncp"].email in each.to]
    assert any("The content is held in another system." in each for each in told)


@pytest.mark.parametrize("missing", ["title", "held_by", "contact_address"])
def test_title_holder_and_contact_suffice_and_each_is_needed(world: World, missing: str) -> None:
    bare = pointer(world, summary="", countries=[], topics=[])
    browser = world.browser("author")
    assert browser.post("/kb/practices/new/", {**bare, missing: ""}).status_code == 422
    assert browser.post("/kb/practices/new/", {**bare, "key": str(uuid4())}).status_code == 302


def test_the_form_marks_as_needed_only_what_a_pointer_needs_too(world: World) -> None:
    form = page(world, "author", "/kb/practices/new/")

    def beside(field: str) -> str:
        return form.partition(f'for="id_{field}"')[2].partition("</label>")[0]

    needed = '<span class="field-needed">required</span>'
    assert needed in beside("title")
    assert '<span class="field-needed not-in-pointer">required</span>' in beside("summary")
    assert '<span class="field-needed pointer-only">optional</span>' in beside("summary")
    for field in ("countries", "topics"):
        legend = form.partition(f'id="id_{field}_field"')[2].partition("</legend>")[0]
        assert "field-needed not-in-pointer" in legend or needed not in legend, field


def test_holder_and_contact_may_be_of_the_platform(world: World) -> None:
    finn, guest = world.people["finn"], world.people["guest"]
    sent = pointer(world, held_by="", contact_address="", label=Label.CLEAR.value, summary_label="")
    sent |= {"held_by_administration": finn.administration.code, "contact_person": finn.handle}
    practice = world.publish(**sent)
    shown = page(world, "member", practice.get_absolute_url())
    assert f"The content is held by {finn.administration}" in shown
    assert finn.full_name in shown
    for name in ("guest", None):
        assert finn.full_name not in page(world, name, practice.get_absolute_url())
    form = page(world, "author", f"{practice.get_absolute_url()}edit/")
    assert f'value="{finn.handle}" selected' in form
    assert guest.handle not in form


def test_when_the_contact_person_leaves_owner_and_contact_point_are_told_once_and_the_record_stays(
    world: World,
) -> None:
    finn = world.people["finn"]
    practice = world.publish(**pointer(world, contact_address="", contact_person=finn.handle))
    relay.drain()
    mail.outbox.clear()
    with transaction.atomic():
        left = record_event("person.left", finn, markings=[])
    relay.drain()
    tell_of_lost_contacts([left])
    relay.drain()
    for who in ("author", "ncp"):
        told = [each.subject for each in mail.outbox if world.people[who].email in each.to]
        assert len([each for each in told if "needs another contact person" in each]) == 1, who
    assert not [each for each in mail.outbox if world.people["member"].email in each.to]
    assert HOLDER in page(world, "member", practice.get_absolute_url())


def test_no_file_hangs_on_a_pointer_whichever_way_it_is_sent(world: World) -> None:
    practice = world.share(**pointer(world, save="draft"))
    with pytest.raises(ValidationError):
        keep_file(world.viewer("author"), practice, ContentFile(b"plain words", name="plan.txt"))
    sent = SimpleUploadedFile("plan.txt", b"plain words")
    upload = world.browser("author").post(f"{practice.get_absolute_url()}edit/files/", {"file": sent})
    assert upload.status_code == 422
    assert "cannot have files" in upload.json()["reason"]


def test_turning_a_published_record_into_a_pointer_takes_the_route_again_and_leaves_old_text_to_drafts(
    world: World,
) -> None:
    practice = world.publish()
    text = Practice.objects.get(pk=practice.pk)
    address = practice.get_absolute_url()
    sent = pointer(world, version=version_of(text), summary_label="")
    assert world.browser("author").post(f"{address}edit/", sent).status_code == 302
    assert "separate" in page(world, "member", address)
    world.decide("ncp", practice, "clear")
    for name in ("finn", "romanian"):
        world.decide(name, practice, "validate", grade="proven")
    assert HOLDER in page(world, "member", address)
    assert "separate" not in page(world, "member", address)
    assert "separate" in page(world, "author", f"{address}history/1/2/")
    assert world.browser("member").get(f"{address}history/1/2/").status_code == 404
    back = world.fields(version=version_of(Practice.objects.get(pk=practice.pk)))
    assert world.browser("author").post(f"{address}edit/", back).status_code == 302
    assert HOLDER in page(world, "member", address)
    draft = practice.get_latest_revision_as_object()
    assert (draft.is_pointer, draft.held_by) == (False, "")


def test_what_was_put_into_a_pointer_past_the_form_is_not_published(world: World) -> None:
    practice = world.share(**pointer(world))
    text = practice.get_latest_revision_as_object()
    text.body = "Smuggled"
    text.save_revision(user=world.people["author"], clean=False)
    practice.reviews.update(revision=text.latest_revision)
    world.decide("ncp", practice, "clear")
    for name in ("finn", "romanian"):
        world.decide(name, practice, "validate", grade="proven")
    assert Practice.objects.get(pk=practice.pk).state == "draft"


def test_what_only_a_pointer_says_is_said_of_no_other_record(world: World) -> None:
    text = world.share().get_latest_revision_as_object()
    text.register.check_complete(text)
    text.held_by = HOLDER
    with pytest.raises(ValidationError) as refused:
        text.register.check_complete(text)
    assert set(refused.value.message_dict) == {"held_by"}


def test_every_register_has_pointers(world: World) -> None:
    sent = pointer(world, title="A trainer of another academy")
    for rows in ("teaching_languages", "competencies", "courses_given", "availability"):
        sent |= {f"{rows}-TOTAL_FORMS": "0", f"{rows}-INITIAL_FORMS": "0"}
    answer = world.browser("author").post("/kb/trainers/new/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    trainer = Trainer.objects.get()
    assert (trainer.is_pointer, trainer.held_by, trainer.body) == (True, HOLDER, "")
