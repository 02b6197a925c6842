"""Adoptions: who took a practice up, what they changed, what came out."""

from datetime import date, timedelta

from kb.founding.demo.finished import Finished, facts_of_published, write_finished
from kb.founding.demo.world import World, at, reference_of
from kb.founding.files import Table
from kb.practices.models import Adoption
from kb.records.enums import Vocabulary
from networks.access import tokens
from networks.access.enums import Label
from networks.people.models import Expert


def seed_adoptions(world: World, rows: list[Table]) -> int:
    """All adoptions of the files, published by their owners, each some weeks after the one before. Returns how many.

    They are published by their owners alone, so nothing is lost by writing them in one go.
    """
    made = [
        _adoption(world, row, each, place)
        for row in rows
        for place, each in enumerate(row.get("adoptions", []))
    ]
    write_finished(made, versions=True)
    return len(made)


def _adoption(world: World, practice: Table, row: Table, place: int) -> Finished:
    owner = world.people[row["owner"]]
    day = _day(world, practice, place)
    text = _text(world, practice, row, owner, f"{practice['slug']}/{place}")
    text.full_clean(exclude=["content_type", "marking"])
    return Finished(
        text=text,
        facts=_facts(world, practice, owner),
        out=at(day, 11, 5),
        begun=at(day - timedelta(days=2), 8, 15),
        picks={name: [each.pk for each in getattr(text, name).all()] for name in ("countries", "topics")},
    )


def _day(world: World, practice: Table, place: int) -> date:
    published = practice["published_on"]
    left = (world.today - published).days
    return published + timedelta(days=min(35 + 31 * place, max(left - 4 + place, 0) or left))


def _text(world: World, practice: Table, row: Table, owner: Expert, name: str) -> Adoption:
    text = Adoption(
        reference=reference_of(name),
        adopted_practice=world.records[practice["slug"]],
        title=row["title"],
        body=row["changes"],
        status=row["status"],
        outcome=row.get("outcome", ""),
        outcome_text=row.get("outcome_text", ""),
        language=world.languages[row.get("language", practice["language"])],
    )
    country = owner.administration.country if owner.administration else None
    text.countries = [country] if country else []
    text.topics = world.terms(Vocabulary.TOPIC, practice["topics"])
    return text


def _facts(world: World, practice: Table, owner: Expert) -> tokens.Facts:
    """The adopter's own: the practice's networks in which the adopter contributes; open where the practice is open."""
    held = world.viewer(owner.email).holding("contribute")
    label = practice["label"] if practice["label"] in (Label.CLEAR, Label.GREEN) else Label.AMBER
    shared = _networks(world, practice["networks"], held) or _networks(world, list(world.networks), held)[:1]
    return facts_of_published(label, owner.pk, owner.administration_id, shared)


def _networks(world: World, slugs: list[str], held: frozenset[int]) -> list[int]:
    return [world.networks[slug].pk for slug in slugs if world.networks[slug].pk in held]
