"""Reads of discussions. Each takes a Viewer and a constant number of queries, whatever there is to read."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from networks.access.viewer import Viewer
from networks.discussions.access import readable_topics
from networks.discussions.models import Post, Reaction, Reading, Topic
from networks.spaces.models import Network

PAGE_OF_POSTS = 100


def topics_of(viewer: Viewer, network: Network) -> QuerySet[Topic]:
    """Topics of a network the viewer may read, the one talked in last first. Each with `post_count`, `read_up_to`."""
    return (
        readable_topics(viewer)
        .filter(network=network)
        .select_related("started_by", "started_by__administration", "marking", "network")
        .annotate(
            post_count=Count("posts", filter=Q(posts__removed_at=None)),
            read_up_to=read_up_to(viewer),
        )
        .order_by("-last_activity", "-pk")
    )


def read_up_to(viewer: Viewer) -> Coalesce:
    """Expression on topics: how far the viewer has read; 0 where they never were."""
    readings = Reading.objects.filter(topic=OuterRef("pk"), expert=viewer.expert)
    return Coalesce(Subquery(readings.values("seq")[:1]), 0)


def posts_of(
    viewer: Viewer, topic: Topic, *, after: int = 0, before: int | None = None, limit: int = PAGE_OF_POSTS
) -> list[Post]:
    """Posts of a topic in order, with author and reactions: those after a place, or the newest before one. Three queries."""
    posts = Post.objects.filter(topic=topic, topic__in=readable_topics(viewer).values("pk"), seq__gt=after)
    if before is not None:
        posts = posts.filter(seq__lt=before)
    reactions = Prefetch("reactions", Reaction.objects.select_related("expert"))
    posts = posts.select_related("author", "author__administration").prefetch_related(reactions)
    if after:
        return list(posts.order_by("seq")[:limit])
    return list(reversed(posts.order_by("-seq")[:limit]))


def has_earlier(topic: Topic, posts: Sequence[Post]) -> bool:
    """Whether the topic has posts before the first of these."""
    return bool(posts) and Post.objects.filter(topic=topic, seq__lt=posts[0].seq).exists()


def authors_of(topic: Topic, places: Iterable[int]) -> dict[int, str]:
    """Names of the authors of the posts at these places, removed ones left out: for *Answer to …*. One query."""
    rows = Post.objects.standing().filter(topic=topic, seq__in=set(places)).select_related("author")
    return {each.seq: each.author.full_name for each in rows if each.author}


def reading_of(viewer: Viewer, topic: Topic) -> int:
    """How far the viewer has read a topic; 0 where they never were."""
    seq = Reading.objects.filter(expert=viewer.expert, topic=topic).values_list("seq", flat=True).first()
    return seq or 0


def unread_topics(viewer: Viewer) -> QuerySet[Topic]:
    """Topics the viewer takes part in with something new: they have read there before, and it went on."""
    return (
        readable_topics(viewer)
        .filter(readings__expert=viewer.expert, readings__seq__lt=F("last_seq"))
        .select_related("network", "marking")
        .order_by("-last_activity")
    )


def unread_counts(viewer: Viewer, networks: Iterable[Network]) -> dict[int, int]:
    """By network id, how many topics there have something the viewer has not seen. One query."""
    rows = (
        readable_topics(viewer)
        .filter(network__in=list(networks))
        .annotate(seen=read_up_to(viewer))
        .filter(last_seq__gt=F("seen"))
        .order_by()
        .values("network")
        .annotate(number=Count("pk"))
    )
    return {row["network"]: row["number"] for row in rows}
