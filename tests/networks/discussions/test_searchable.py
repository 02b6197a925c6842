"""What a discussion offers to search."""

import tracemalloc
from uuid import uuid4

import pytest

from networks.access.enums import Part
from networks.discussions.models import Post
from networks.discussions.searchable import NEWEST_POSTS, load
from tests.networks.discussions.world import World, say

pytestmark = pytest.mark.django_db


def old_posts(world: World, number: int, html: str) -> None:
    Post.objects.bulk_create(
        Post(topic=world.topic, seq=seq, author=world.anna, key=uuid4(), html=html)
        for seq in range(10_000, 10_000 + number)
    )


def offered(world: World) -> str:
    (entry,) = load(Part.BODY, [world.topic.pk])
    return entry.body


def test_of_a_long_discussion_the_newest_standing_posts_are_offered_in_their_order(world: World) -> None:
    say(world.bert, world.topic, "Overtaken")
    old_posts(world, NEWEST_POSTS, "<p>Newer</p>")
    assert offered(world).split() == ["Newer"] * NEWEST_POSTS
    Post.objects.filter(seq=10_001).delete()
    assert offered(world).split() == ["Overtaken"] + ["Newer"] * (NEWEST_POSTS - 1)


def test_posts_that_are_not_offered_are_not_read(world: World) -> None:
    old_posts(world, 4 * NEWEST_POSTS, f"<p>{'word ' * 4_000}</p>")
    tracemalloc.start()
    try:
        offered(world)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    read_whole = 4 * NEWEST_POSTS * 20_000
    assert most < read_whole
