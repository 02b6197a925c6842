"""The demo world so many times over, for load tests: the same at each run for the same seed."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from random import Random

from django.db import transaction

from kb.founding.demo.finished import Finished, write_finished
from kb.founding.demo.world import World
from kb.founding.files import DEMO, read, read_folder
from kb.founding.scale.crowd import Crowd, make_crowd
from kb.founding.scale.records import Maker
from kb.founding.scale.talk import Talk
from kb.founding.scale.texts import Texts
from networks.discussions.models import Topic

Say = Callable[[str], None]
BATCH = 1000
# In a grown world a practice has fewer adoptions than the written ones, which were chosen to have some.
ADOPTIONS_KEPT = 4
# One practice in so many is talked about.
TALKED_ABOUT = 8


@transaction.atomic
def grow(world: World, scale: int, seed: int, say: Say) -> None:
    """Practices, trainers, topics, posts and people `scale` times as many as written; adoptions a quarter of that."""
    dice, times = Random(seed), scale - 1
    people = read(DEMO / "people.toml")["person"]
    # Texts are mixed of those that are here: a pointer's is elsewhere.
    practices = [
        row for row in read_folder(DEMO / "practices") if row["state"] == "published" and "body" in row
    ]
    say(f"People: {len(people) * times} more")
    crowd = make_crowd(world, people, times, dice)
    maker = Maker(world, crowd, Texts(practices, dice), dice)
    count = len(list((DEMO / "practices").glob("*.toml"))) * times
    made = _write(maker.practices(count), f"Good practices: {count} more", say)
    trainers = read_folder(DEMO / "trainers")
    _write(maker.trainers(trainers, len(trainers) * times), f"Trainers: {len(trainers) * times} more", say)
    adopted = sum(len(row.get("adoptions", [])) for row in practices) * times // ADOPTIONS_KEPT
    texts = [each.text for each in made]
    _write(maker.adoptions(practices, texts, adopted), f"Adoptions: {adopted} more", say)
    _talk(world, crowd, made, times, dice, say)


def _write(records: Iterator[Finished], what: str, say: Say) -> list[Finished]:
    say(what)
    made: list[Finished] = []
    while batch := list(islice(records, BATCH)):
        write_finished(batch, versions=False)
        made += batch
    return made


def _talk(world: World, crowd: Crowd, made: list[Finished], times: int, dice: Random, say: Say) -> None:
    rows = read_folder(DEMO / "discussions")
    say(f"Discussions: {len(rows) * times} more with their posts")
    talk = Talk(world, crowd, rows, dice)
    topics = talk.topics(len(rows) * times)
    about = made[::TALKED_ABOUT]
    posts = sum(len(row["posts"]) for row in rows) * times
    talk.posts(topics, [topic.network_id or 0 for topic in topics], posts * 2 // 3)
    talk.posts(_topics_of(about), [min(each.facts.networks) for each in about], posts // 3)


def _topics_of(made: Iterable[Finished]) -> list[Topic]:
    return [each.topic for each in made if each.topic is not None]
