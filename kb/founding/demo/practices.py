"""Good practices of the demo world: their texts, their lives, their adoptions and the links between them."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from kb.founding.demo.lives import Days, Lives, days_until
from kb.founding.demo.readers import choice_of_row
from kb.founding.demo.world import World, reference_of, workdays_before
from kb.founding.files import Table
from kb.practices.models import BuildingBlock, Practice
from kb.practices.register import practices
from kb.records.enums import Grade, State, Vocabulary
from kb.records.facet_values import recount
from kb.records.models import Record, RecordLink

WORDS = (
    "title",
    "summary",
    "title_en",
    "summary_en",
    "problem",
    "body",
    "volume",
    "staffing",
    "climate",
    "cost_band",
    "preconditions",
    "evidence_type",
    "results_before",
    "results_after",
    "what_failed",
    "legal_caveats",
    "contact",
    "held_by",
    "contact_address",
    "how_to_ask",
)
# What a first version often lacks, and the contact point asks for.
OFTEN_LATE = ("results_after", "what_failed", "building_blocks")
PUBLISHED = (State.PUBLISHED, State.UNCONFIRMED, State.WITHDRAWN)
BEFORE_REVISION = timedelta(days=120)


def seed_practices(world: World, lives: Lives, rows: list[Table]) -> None:
    """Every practice of the files, in the state the file says. One in three was sent back once; some were revised later."""
    for place, row in enumerate(rows):
        days = days_until(_out(world, row))
        record = _begin(world, lives, row, days, early=place % 3 == 0 or _was_revised(place, row))
        _lead(world, lives, row, record, days, place)
        world.records[row["slug"]] = record


def _out(world: World, row: Table) -> date:
    """The day of publication; for what is still on its way a day to come, so that its last step was taken lately."""
    if row["state"] in PUBLISHED:
        return row["published_on"]
    ahead = {"draft": 16, "submitted": 8, "cleared": 6}[row["state"]]
    return world.today + timedelta(days=ahead)


def _was_revised(place: int, row: Table) -> bool:
    """Some practices were published twice: first without what was learnt later."""
    return place % 9 == 2 and row["state"] == State.PUBLISHED and bool(row.get("validators"))


def _begin(world: World, lives: Lives, row: Table, days: Days, *, early: bool) -> Record:
    text = Practice(reference=reference_of(row["slug"]))
    fill(world, text, _without(row, OFTEN_LATE) if early else row)
    first = days_until(days.begun - BEFORE_REVISION) if early and row.get("published_on") else days
    begun = first.begun if early else days.begun
    return lives.begin(practices, text, row, choice_of_row(world, row), begun)


def _lead(world: World, lives: Lives, row: Table, record: Record, days: Days, place: int) -> None:
    if row["state"] == State.DRAFT:
        return
    note = ""
    if _was_revised(place, row):
        _publish(lives, row, record, days_until(days.begun - BEFORE_REVISION))
        note = _rewrite(world, lives, row, record, days)
    elif place % 3 == 0:
        review = lives.send(record, row, workdays_before(days.returned, 2))
        if review is not None:
            lives.send_back(review, row, days.returned)
        note = _rewrite(world, lives, row, record, days)
    _publish(lives, row, record, days, note)


def _rewrite(world: World, lives: Lives, row: Table, record: Record, days: Days) -> str:
    text = Practice.objects.get(pk=record.pk).get_latest_revision_as_object()
    fill(world, text, row)
    lives.rewrite(record, row, text, days.sent)
    return lives.correction_note()


def _publish(lives: Lives, row: Table, record: Record, days: Days, note: str = "") -> None:
    review = lives.send(record, row, days.sent, note)
    if review is None or row["state"] == "submitted":
        return
    review = lives.clear(review, row, days.cleared)
    if row["state"] == "cleared":
        return
    if row.get("validators"):
        lives.validate(review, row, days)
    lives.date_publication(record, days.out if row.get("validators") else days.cleared)
    lives.keep_current(record, row)


def fill(world: World, text: Practice, row: Table) -> None:
    """Put the words of a file into a practice, in memory."""
    for name in WORDS:
        setattr(text, name, row.get(name, "").strip())
    text.language = world.languages[row["language"]]
    text.neighbour = world.countries[row["neighbour"]] if row.get("neighbour") else None
    text.fte = Decimal(str(row["fte"])).quantize(Decimal("0.01"), ROUND_HALF_UP) if "fte" in row else None
    text.time_months = row.get("time_months")
    _point(world, text, row)
    text.countries = [world.countries[code] for code in row["countries"]]
    text.topics = world.terms(Vocabulary.TOPIC, row["topics"])
    text.border_types = world.terms(Vocabulary.BORDER_TYPE, row.get("border_types", []))
    text.traffic = world.terms(Vocabulary.TRAFFIC, row.get("traffic", []))
    text.building_blocks = [
        BuildingBlock(title=each["title"], text=each.get("text", ""), sort_order=order)
        for order, each in enumerate(row.get("building_blocks", []))
    ]


def _point(world: World, text: Practice, row: Table) -> None:
    """Of a pointer: who holds the content, and whom to ask."""
    text.is_pointer = "held_by" in row
    holder, person = row.get("held_by_administration"), row.get("contact_person")
    text.held_by_administration = world.administrations[holder] if holder else None
    text.contact_person = world.people[person] if person else None


def _without(row: Table, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def seed_links(world: World, rows: list[Table]) -> None:
    """Links between practices, made by the owner of the one that names the other."""
    RecordLink.objects.bulk_create(
        RecordLink(
            source=world.records[row["slug"]].as_record(),
            target=world.records[each["to"]].as_record(),
            kind=each["kind"],
            made_by=world.people[row["owner"]],
        )
        for row in rows
        for each in row.get("links", [])
    )


def withdraw_practices(world: World, lives: Lives, rows: list[Table]) -> None:
    """What turned out to be wrong falls once its adoptions are known; a tombstone stays."""
    for row in rows:
        record = world.records[row["slug"]]
        if row["state"] == State.WITHDRAWN:
            day = row["published_on"] + timedelta(days=190)
            reason = row["summary_en" if row.get("summary_en") else "summary"]
            lives.withdraw(record, row, day, reason)
        if row.get("grade") == Grade.WITHDRAWN:
            Record.objects.filter(pk=record.pk).update(grade=Grade.WITHDRAWN)
            recount([record.pk])
