"""The demo world from its files, start to end."""

from collections.abc import Callable

from django.db import transaction

from kb.founding.demo.adoptions import seed_adoptions
from kb.founding.demo.clearing import clear_demo
from kb.founding.demo.discussions import seed_discussions
from kb.founding.demo.lives import Lives
from kb.founding.demo.notices import seed_notices
from kb.founding.demo.past import Past
from kb.founding.demo.people import seed_people
from kb.founding.demo.practices import seed_links, seed_practices, withdraw_practices
from kb.founding.demo.trainers import seed_trainers
from kb.founding.demo.world import World
from kb.founding.files import DEMO, NETWORKS, PAGES, read, read_folder
from kb.founding.platform import load_vocabularies
from kb.pages.seeding import seed_pages
from networks.spaces.founding import open_networks

Say = Callable[[str], None]


@transaction.atomic
def seed_world(say: Say) -> World:
    """One demo world, whatever was there of an earlier one. All or nothing."""
    say("Vocabularies and networks")
    load_vocabularies()
    open_networks(NETWORKS, areas_only=False)
    clear_demo()
    world, moments = World(), Past()
    _seed_people_and_records(world, moments, say)
    say("Pages and news")
    seed_pages(DEMO, PAGES, {slug: record.reference for slug, record in world.records.items()})
    say(f"Notices: {seed_notices(moments.first)}")
    moments.tell_nobody()
    return world


def _seed_people_and_records(world: World, moments: Past, say: Say) -> None:
    people = read(DEMO / "people.toml")["person"]
    say(f"People: {len(people)}")
    seed_people(world, people)
    lives = Lives(world, moments)
    practices = read_folder(DEMO / "practices")
    say(f"Good practices: {len(practices)}, with their reviews")
    seed_practices(world, lives, practices)
    seed_links(world, practices)
    say(f"Adoptions: {seed_adoptions(world, practices)}")
    withdraw_practices(world, lives, practices)
    trainers = read_folder(DEMO / "trainers")
    say(f"Trainers: {len(trainers)}")
    seed_trainers(world, lives, trainers)
    discussions = read_folder(DEMO / "discussions")
    say(f"Discussions: {len(discussions)}")
    seed_discussions(world, moments, discussions)
