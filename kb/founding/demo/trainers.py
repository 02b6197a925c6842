"""Trainers of the demo world."""

from datetime import timedelta

from kb.founding.demo.lives import Lives, days_until
from kb.founding.demo.readers import choice_of_row
from kb.founding.demo.world import World, reference_of
from kb.founding.files import Table
from kb.records.enums import Vocabulary
from kb.training.models import Availability, CourseGiven, TeachingLanguage, Trainer, TrainerCompetency
from kb.training.register import trainers

WORDS = (
    "title",
    "summary",
    "title_en",
    "summary_en",
    "body",
    "accreditation",
    "employer_release",
    "costs",
    "costs_note",
)
STEP = timedelta(days=7)


def seed_trainers(world: World, lives: Lives, rows: list[Table]) -> None:
    """Every entry of the files: written by the trainer, cleared by the contact point, except what still waits for it."""
    for place, row in enumerate(rows):
        mine = {**row, "owner": row["person"]}
        waits = row["state"] == "submitted"
        days = days_until(world.today + timedelta(days=8) if waits else world.today - STEP * (place + 1))
        record = lives.begin(trainers, _text(world, row), mine, choice_of_row(world, row), days.begun)
        review = lives.send(record, mine, days.sent)
        if review is not None and not waits:
            lives.clear(review, mine, days.cleared)
            lives.date_publication(record, days.cleared)
        world.records[row["slug"]] = record


def _text(world: World, row: Table) -> Trainer:
    text = Trainer(
        reference=reference_of(row["slug"]),
        person=world.people[row["person"]],
        language=world.languages[row["language"]],
        **{name: row.get(name, "").strip() for name in WORDS},
    )
    text.countries = [world.countries[code] for code in row["countries"]]
    text.topics = world.terms(Vocabulary.TOPIC, row["topics"])
    text.delivery_modes = world.terms(Vocabulary.DELIVERY_MODE, row["delivery_modes"])
    text.competencies = [
        TrainerCompetency(topic=world.terms(Vocabulary.TOPIC, [each["topic"]])[0], level=each["level"])
        for each in row["competencies"]
    ]
    text.teaching_languages = [
        TeachingLanguage(language=world.languages[each["code"]], level=each["cefr"])
        for each in row["teaching_languages"]
    ]
    text.courses_given = [CourseGiven(**each) for each in row["courses_given"]]
    text.availability = [
        Availability(begins_on=each["from"], ends_on=each["until"], note=each["note"])
        for each in row["availability"]
    ]
    return text
