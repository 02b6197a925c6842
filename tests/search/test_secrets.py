"""Nobody learns from search what they may not know: sets against an oracle, and two worlds that differ in secrets only."""

import random

import pytest

from networks.access.enums import Label
from networks.access.viewer import Viewer
from search.asking import Asked
from search.engines.base import Engine
from search.finding import find, suggest
from search.weights import weights
from tests.search.oracle import found_by, reads
from tests.search.world import WORDS, Thing, World, random_thing, readers, settle

pytestmark = [pytest.mark.django_db, pytest.mark.storage]

LABELS = (Label.CLEAR, Label.GREEN, Label.AMBER)
# Words that stand in secrets only, one of them likelier for a slip than the open word.
SECRET_WORDS = ("zirconium", "scannar", "lorrys", "undercover")


def populate(world: World, chance: random.Random, number: int) -> None:
    for each in range(1, number + 1):
        label = chance.choice(LABELS)
        wider = chance.choice(("", Label.CLEAR, Label.GREEN)) if label != Label.CLEAR else ""
        world.publish(random_thing(chance, each), label, wider)
    settle()


def questions(chance: random.Random, number: int) -> list[str]:
    """Words, slips, beginnings, phrases, exclusions and alternatives in any mixture."""

    def term() -> str:
        word = chance.choice((*WORDS, *SECRET_WORDS))
        slip = word[:2] + word[3:] if len(word) > 4 else word
        return chance.choice((word, word, slip, word[:3] + "*", f'"{word}"', f"-{word}", f"{word} OR {slip}"))

    return [" ".join(term() for _ in range(chance.randint(1, 3))) for _ in range(number)]


def test_every_reader_finds_exactly_what_they_may_read(world: World, engine: Engine) -> None:
    populate(world, random.Random(1), 24)
    for viewer in readers(world):
        for word in WORDS:
            found = find(viewer, Asked(f'"{word}"'))
            assert {hit.url for hit in found.hits} == found_by(world, viewer, word), (word, viewer.tokens)
            assert found.total == len(found.hits)
            assert sum(found.facets.get("kind", {}).values()) == found.total


def test_no_form_slip_or_beginning_finds_what_one_may_not_read(world: World, engine: Engine) -> None:
    chance = random.Random(2)
    populate(world, chance, 24)
    for viewer in readers(world):
        allowed = {f"R{world.things[pk].number:05}" for pk in world.things if reads(world, viewer, pk)}
        for question in questions(chance, 20):
            found = find(viewer, Asked(question))
            assert {hit.url.split("/")[-2] for hit in found.hits} <= allowed
            assert found.total <= len(allowed)


def answers(viewer: Viewer, asked: list[str]) -> list[object]:
    """Everything a reader can observe."""
    seen: list[object] = [weights(viewer, (*WORDS, *SECRET_WORDS))]
    for question in asked:
        found = find(viewer, Asked(question))
        hits = [(hit.url, hit.why, hit.networks) for hit in found.hits]
        seen.append((question, found.total, hits, found.facets, found.shown_for, found.waiting))
        seen.append([hit.url for hit in suggest(viewer, question)])
    return seen


def keep_secret(world: World, chance: random.Random, viewer: Viewer) -> None:
    """Everything the reader may not see becomes something else, and more of it is added."""
    secret = " ".join(SECRET_WORDS * 5)
    for pk in list(world.things):
        part = reads(world, viewer, pk)
        if part == "summary":
            world.change(pk, body=f"{secret} {world.things[pk].body}")
        elif not part:
            world.change(pk, title=f"scanner {secret}", summary=secret, countries=("MT",))
    for number in range(1, 8):
        thing = random_thing(chance, 100 + number, secret)
        pk = world.publish(thing, Label.AMBER)
        if reads(world, viewer, pk):
            world.withdraw(pk)
    settle()


@pytest.mark.parametrize("number", range(6))
def test_two_worlds_that_differ_in_secrets_answer_alike(world: World, engine: Engine, number: int) -> None:
    chance = random.Random(number)
    populate(world, chance, 24)
    viewer = readers(world)[number]
    asked = questions(chance, 25)
    before = answers(viewer, asked)
    keep_secret(world, chance, viewer)
    assert answers(viewer, asked) == before


def test_no_part_of_a_forbidden_title_is_ever_suggested(world: World, engine: Engine) -> None:
    title = "Undercover zirconium"
    world.publish(Thing(title, body=title), Label.AMBER)
    settle()
    for start in range(len(title) - 2):
        piece = title[start : start + 3]
        assert suggest(world.member("training"), piece) == []
        assert find(world.member("training"), Asked(f"{piece}*")).total == 0
