"""Forms that are sent again by *Back*: their page came anew with another key, but the words are the same."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from networks.access.viewer import Viewer
from networks.discussions.models import Post, Topic
from networks.discussions.texts import clean_body, clean_title
from networks.spaces.models import Network

# Within this time the same words of the same person are one discussion, and in a row one post.
DISCUSSION_WITHIN = timedelta(hours=1)
POST_WITHIN = timedelta(minutes=10)


def discussion_sent_before(
    viewer: Viewer, network: Network, *, title: str, body: str, label: str
) -> Topic | None:
    """The discussion this person has just started with these very words. Raises Refused as posting does."""
    first = Post.objects.standing().filter(
        topic=OuterRef("pk"), author=viewer.expert_id, body=clean_body(body)
    )
    since = timezone.now() - DISCUSSION_WITHIN
    started = Topic.objects.filter(
        Exists(first),
        network=network,
        started_by=viewer.expert_id,
        title=clean_title(title),
        marking__label=label,
        started_at__gte=since,
    )
    return started.order_by("pk").first()


def post_sent_before(viewer: Viewer, topic: Topic, body: str, reply_to: int | None) -> Post | None:
    """The newest post of the discussion, if this person has just written it with these very words."""
    newest = Post.objects.filter(topic=topic).order_by("-seq").first()
    if newest is None or newest.is_removed or newest.author_id != viewer.expert_id:
        return None
    is_same = newest.body == clean_body(body) and newest.reply_to == reply_to
    return newest if is_same and newest.created_at >= timezone.now() - POST_WITHIN else None
