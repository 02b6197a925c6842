"""Adoptions: who took a practice up, what they changed, what came out."""

from datetime import date, timedelta

from kb.founding.demo.lives import Lives
from kb.founding.demo.world import World, at, reference_of
from kb.founding.files import Table
from kb.practices.models import Adoption, Practice
from kb.practices.register import adoptions
from kb.records.actions.marking import MarkingChoice
from kb.records.models import Record
from networks.access.enums import Label
from networks.people.models import Expert
from networks.spaces.models import Network


def seed_adoptions(world: World, lives: Lives, rows: list[Table]) -> int:
    """All adoptions of the files, published by their owners, each some weeks after the one before. Returns how many."""
    count = 0
    for row in rows:
        for place, each in enumerate(row.get("adoptions", [])):
            _seed(world, lives, row, each, place)
            count += 1
    return count


def _seed(world: World, lives: Lives, practice: Table, row: Table, place: int) -> None:
    owner = world.people[row["owner"]]
    day = _day(world, practice, place)
    record = lives.begin(
        adoptions,
        _text(world, practice, row, owner, f"{practice['slug']}/{place}"),
        row,
        _choice(world, practice, owner),
        day - timedelta(days=2),
    )
    lives.send(record, row, day)
    lives.date_publication(record, day)
    Record.objects.filter(pk=record.pk).update(updated_at=at(day, 11, 5))


def _day(world: World, practice: Table, place: int) -> date:
    published = practice["published_on"]
    left = (world.today - published).days
    return published + timedelta(days=min(35 + 31 * place, max(left - 4 + place, 0) or left))


def _text(world: World, practice: Table, row: Table, owner: Expert, name: str) -> Adoption:
    text = Adoption(
        reference=reference_of(name),
        adopted_practice=Practice.objects.get(pk=world.records[practice["slug"]].pk),
        title=row["title"],
        body=row["changes"],
        status=row["status"],
        outcome=row.get("outcome", ""),
        outcome_text=row.get("outcome_text", ""),
        language=world.languages[row.get("language", practice["language"])],
    )
    country = owner.administration.country if owner.administration else None
    text.countries = [country] if country else []
    text.topics = list(text.adopted_practice.topics.all())
    return text


def _choice(world: World, practice: Table, owner: Expert) -> MarkingChoice:
    """The adopter's own: the practice's networks in which the adopter contributes, never wider than AMBER where it is closed."""
    held = world.viewer(owner.email).holding("contribute")
    shared = _networks(world, practice["networks"], held) or _networks(world, list(world.networks), held)[:1]
    label = practice["label"] if practice["label"] in (Label.CLEAR, Label.GREEN) else Label.AMBER
    return MarkingChoice(label=label, networks=shared)


def _networks(world: World, slugs: list[str], held: frozenset[int]) -> tuple[Network, ...]:
    return tuple(world.networks[slug] for slug in slugs if world.networks[slug].pk in held)
