"""The register of trainers on the same engine: cleared, personal, another default label."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from kb.records.enums import LinkKind, State
from kb.records.models import RecordLink, Review
from kb.training.models import Trainer
from networks.events import relay
from networks.events.recording import record as record_event
from tests.factories import LanguageFactory
from tests.kb.world import World

pytestmark = pytest.mark.storage


def enter(world: World, name: str = "author", **changed: Any) -> Trainer:
    """A trainer enters a profile."""
    polish = LanguageFactory(code="pl", name="Polish")
    empty = {
        f"{rows}-{count}": "0"
        for rows in ("teaching_languages", "competencies", "courses_given", "availability")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    fields = empty | {
        "title": "Anna: X-ray images",
        "summary": "Teaches reading of X-ray images.",
        "topics": [world.topic.code],
        "countries": [world.poland.code],
        "networks": [world.network.slug],
        "label": "TLP:AMBER",
        "summary_label": "",
        "accreditation": "accredited",
        "teaching_languages-TOTAL_FORMS": "1",
        "teaching_languages-0-language": polish.code,
        "teaching_languages-0-level": "native",
        "competencies-TOTAL_FORMS": "1",
        "competencies-0-topic": world.topic.code,
        "competencies-0-level": "expert",
        "key": str(uuid4()),
        "version": "new",
        "save": "submit",
    }
    world.browser(name).post("/kb/trainers/new/", fields | changed)
    return Trainer.objects.latest("pk")


def test_the_form_is_amber_by_default_and_never_wider_than_green(world: World) -> None:
    form = world.browser("author").get("/kb/trainers/new/").context["marking_form"]
    assert form.initial["label"] == "TLP:AMBER"
    assert form.fields["label"].choices[0][0] == "TLP:GREEN"


def test_a_profile_is_published_when_the_contact_point_clears_it(world: World) -> None:
    trainer = enter(world)
    world.decide("ncp", trainer, "clear")
    trainer.refresh_from_db()
    assert trainer.live
    assert [str(each) for each in trainer.competencies.all()] == ["Queues: Expert"]


def test_a_trainer_is_found_by_topic_and_language(world: World) -> None:
    trainer = enter(world)
    world.decide("ncp", trainer, "clear")
    found = world.browser("finn").get("/kb/trainers/", {"topic": world.topic.code, "teaches": "pl"})
    assert [each.pk for each in found.context["page"].object_list] == [trainer.pk]
    other = world.browser("finn").get("/kb/trainers/", {"teaches": "fi"})
    assert other.context["page"].paginator.count == 0


def test_a_profile_without_a_teaching_language_is_not_sent(world: World) -> None:
    enter(world, **{"teaching_languages-TOTAL_FORMS": "0"})
    assert not Review.objects.exists()


def test_when_the_person_leaves_the_profile_is_withdrawn_and_its_revisions_erased(world: World) -> None:
    trainer = enter(world)
    world.decide("ncp", trainer, "clear")
    with transaction.atomic():
        record_event("person.left", world.people["author"], markings=[trainer.marking_id])
    relay.drain()
    trainer.refresh_from_db()
    assert trainer.state == State.WITHDRAWN
    assert trainer.title == ""
    assert trainer.revisions.count() == 0
    assert world.browser("finn").get("/kb/trainers/").context["page"].paginator.count == 0


def test_what_a_profile_of_somebody_who_left_had_superseded_is_back_in_the_list(world: World) -> None:
    older = enter(world)
    world.decide("ncp", older, "clear")
    Trainer.objects.filter(pk=older.pk).update(state=State.SUPERSEDED)
    newer = enter(world, title="Anna: X-ray images, anew")
    world.decide("ncp", newer, "clear")
    RecordLink.objects.create(source=newer.record_ptr, target=older.record_ptr, kind=LinkKind.SUPERSEDES)
    with transaction.atomic():
        record_event("person.left", world.people["author"], markings=[newer.marking_id])
    relay.drain()
    older.refresh_from_db()
    assert older.state == State.PUBLISHED
    assert not RecordLink.objects.exists()


def test_trainers_are_never_graded_so_no_facet_speaks_of_evidence(world: World) -> None:
    world.decide("ncp", enter(world), "clear")
    titles = [each.title for each in world.browser("finn").get("/kb/trainers/").context["groups"]]
    assert "Country" in titles
    assert "Evidence" not in titles
    world.publish()
    assert "Evidence" in [
        each.title for each in world.browser("finn").get("/kb/practices/").context["groups"]
    ]


def test_the_sections_of_a_profile_have_headings_of_their_own(world: World) -> None:
    trainer = enter(world, body="I have read images for ten years.")
    sections = world.browser("author").get(trainer.get_absolute_url()).context["sections"]
    titles = [each.label for each in sections]
    assert "About the trainer" in titles and len(set(titles)) == len(titles) > 1
