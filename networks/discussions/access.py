"""Who may talk in a topic: the questions of this room, answered by networks.access."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from networks.access.acting import require
from networks.access.enums import Part
from networks.access.reading import not_known, readable_markings
from networks.access.viewer import Viewer
from networks.discussions.models import Post, Topic
from networks.people.models import Expert

READ_PARTS = (Part.BODY, Part.TALK)


def readable_topics(viewer: Viewer) -> QuerySet[Topic]:
    """Topics the viewer may read now, each by the part of its marking it hangs on."""
    condition = Q(pk__in=[])
    for part in READ_PARTS:
        condition |= Q(part=part, marking__in=readable_markings(viewer, part))
    return Topic.objects.filter(condition)


def topic_for(viewer: Viewer, reference: str) -> Topic:
    """The topic of that name; the same 404, after the same single query, when it is missing or not for this viewer."""
    topic = readable_topics(viewer).select_related("network", "marking").filter(reference=reference).first()
    if topic is None:
        raise not_known()
    return topic


def post_for(viewer: Viewer, reference: str, seq: int) -> Post:
    """A standing post of a topic the viewer may read; 404 otherwise."""
    topic = topic_for(viewer, reference)
    post = Post.objects.standing().select_related("author").filter(topic=topic, seq=seq).first()
    if post is None:
        raise not_known()
    post.topic = topic
    return post


@dataclass(frozen=True)
class Rights:
    """What one viewer may do in one topic they may read."""

    discuss: bool
    moderate: bool
    steer: bool

    def may_edit(self, post: Post, viewer: Viewer) -> bool:
        """Only the author changes words, and only standing ones."""
        return self.discuss and _is_own(post, viewer) and not post.is_removed

    def may_remove(self, post: Post, viewer: Viewer) -> bool:
        """The author while they may still talk here, and whoever moderates."""
        return not post.is_removed and (self.moderate or (self.discuss and _is_own(post, viewer)))


def rights_in(viewer: Viewer, topic: Topic) -> Rights:
    """Rights in a topic: permissions in one of the networks of its marking, and its own starter. One query."""
    if not viewer.is_active:
        return Rights(discuss=False, moderate=False, steer=False)
    networks = set(topic.marking.networks.values_list("pk", flat=True))
    discuss = bool(viewer.holding("discuss") & networks)
    moderate = bool(viewer.holding("moderate") & networks)
    return Rights(discuss, moderate, steer=moderate or (discuss and topic.started_by_id == viewer.expert_id))


def check_discuss(viewer: Viewer, topic: Topic) -> Expert:
    """The person who talks. 403 with a sentence for readers who are no members of a network of the topic."""
    require(
        viewer,
        rights_in(viewer, topic).discuss,
        _("You can read this discussion. Only members of its network can post."),
    )
    return signed_in(viewer)


def check_steer(viewer: Viewer, topic: Topic) -> Expert:
    """The person who closes, answers or decides: whoever started the topic, or a moderator."""
    require(
        viewer,
        rights_in(viewer, topic).steer,
        _("Only the person who started this discussion or a lead of the network can do this."),
    )
    return signed_in(viewer)


def signed_in(viewer: Viewer) -> Expert:
    """The person behind the viewer; 404 for a visitor."""
    if viewer.expert is None:
        raise not_known()
    return viewer.expert


def _is_own(post: Post, viewer: Viewer) -> bool:
    return post.author_id is not None and post.author_id == viewer.expert_id
