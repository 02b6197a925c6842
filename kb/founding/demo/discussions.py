"""Discussions of the demo world, in networks and about practices."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

from kb.founding.demo.past import Past
from kb.founding.demo.world import World, at, reference_of
from kb.founding.files import Table
from networks.discussions.actions.post import post
from networks.discussions.actions.react import react
from networks.discussions.actions.start_topic import start_topic
from networks.discussions.enums import ReactionKind, TopicKind
from networks.discussions.models import Post, Topic

NAMESPACE = UUID("2c1b6f0e-6d2f-4f5e-9a55-0f1f7c9f2a11")
SIGNS = {
    "thumbs_up": ReactionKind.AGREE,
    "eyes": ReactionKind.SEEN,
    "grinning": ReactionKind.AGREE,
    "clapping_hands": ReactionKind.THANKS,
    "party_popper": ReactionKind.THANKS,
    "light_bulb": ReactionKind.SAME,
}


def seed_discussions(world: World, moments: Past, rows: list[Table]) -> None:
    """Every topic of the files; each post on its day, with the answers it got."""
    for row in rows:
        _seed(world, moments, row)


def _seed(world: World, moments: Past, row: Table) -> None:
    topic = _start(world, moments, row)
    told = list(_posts(world, moments, row, topic))
    for (seq, moment), each in zip(told, row["posts"], strict=True):
        _react(world, topic, seq, each)
        moments.happened(moment + timedelta(minutes=25))
    moved = dict(told)
    found = list(Post.objects.filter(topic=topic, seq__in=moved))
    for each in found:
        each.created_at = moved[each.seq]
    Post.objects.bulk_update(found, ["created_at"])
    dates = {"last_activity": max(moved.values())}
    if topic.network_id:
        dates["started_at"] = min(moved.values())
    Topic.objects.filter(pk=topic.pk).update(**dates)


def _start(world: World, moments: Past, row: Table) -> Topic:
    """The topic of the practice, or a new one of the network with its first post."""
    if row.get("practice"):
        return Topic.objects.get(about_record__record=world.records[row["practice"]].pk)
    first = row["posts"][0]
    topic = start_topic(
        world.viewer(first["author"]),
        world.networks[row["network"]],
        title=row["title"],
        body=first["body"],
        key=_key(row, 0),
        kind=TopicKind(row["type"]),
    )
    moments.happened(_moment(world, first))
    topic.reference = reference_of(f"topic/{row['slug']}", 12)
    topic.save(update_fields=["reference"])
    return topic


def _posts(world: World, moments: Past, row: Table, topic: Topic) -> Iterator[tuple[int, datetime]]:
    """Place and moment of each post, in order. A reply names its post by position; the topic knows it by place."""
    places: list[int] = []
    for position, each in enumerate(row["posts"]):
        moment = _moment(world, each)
        answered = places[each["reply_to"]] if "reply_to" in each else None
        # The first post of a network's topic came with it: its key gives it again.
        written = post(
            world.viewer(each["author"]),
            topic.reference,
            body=each["body"],
            key=_key(row, position),
            reply_to=answered,
        )
        places.append(written.seq)
        moments.happened(moment)
        yield written.seq, moment


def _react(world: World, topic: Topic, seq: int, row: Table) -> None:
    for each in row.get("reactions", []):
        react(world.viewer(each["by"]), topic.reference, seq, kind=SIGNS[each["emoji"]])


def _moment(world: World, row: Table) -> datetime:
    return datetime.combine(
        at(world.today - timedelta(days=row["days_ago"])),
        time.fromisoformat(row["hours"]),
        tzinfo=at(world.today).tzinfo,
    )


def _key(row: Table, position: int) -> UUID:
    return uuid5(NAMESPACE, f"{row['slug']}/{position}")
