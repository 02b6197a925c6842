"""Saying something in a topic."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.access.viewer import Viewer
from networks.discussions.access import check_discuss, topic_for
from networks.discussions.actions.mark_read import grow_reading
from networks.discussions.enums import ChangeKind
from networks.discussions.models import Change, Post, Topic
from networks.discussions.refusals import Refused
from networks.discussions.sequence import lock, next_place
from networks.discussions.texts import clean_body, html_of
from networks.events.recording import record
from networks.people.models import Expert


@transaction.atomic
def post(viewer: Viewer, reference: str, *, body: str, key: UUID, reply_to: int | None = None) -> Post:
    """A new post; the same key again gives the post it made the first time, whatever came after.

    Raises Http404 (no such topic for this viewer), PermissionDenied (reads, but is no member), Refused (empty, too
    long, closed topic, unknown post to reply to).
    """
    topic = topic_for(viewer, reference)
    author = check_discuss(viewer, topic)
    topic = lock(topic)
    known = Post.objects.filter(author=author, key=key).first()
    if known:
        return _same(known, topic)
    if not topic.is_talking:
        raise Refused(_("This discussion is closed. Your post was not sent."))
    new = write_post(topic, author, clean_body(body), key, _answered(topic, reply_to))
    record("topic.posted", topic, actor=author, seq=new.seq, post=new.seq)
    return new


def write_post(topic: Topic, author: Expert, body: str, key: UUID, reply_to: int | None = None) -> Post:
    """The rows of a post in a locked topic. Rights, key and bounds are the caller's business."""
    seq = next_place(topic)
    new = Post.objects.create(
        topic=topic,
        seq=seq,
        author=author,
        key=key,
        body=body,
        html=html_of(topic, body),
        reply_to=reply_to,
    )
    Change.objects.create(topic=topic, seq=seq, kind=ChangeKind.POST, post=new)
    topic.last_activity = timezone.now()
    topic.save(update_fields=["last_activity"])
    grow_reading(author, topic, seq)
    return new


def _same(known: Post, topic: Topic) -> Post:
    if known.topic_id != topic.pk:
        raise Refused(_("This form was already sent to another discussion. Reload the page."))
    return known


def _answered(topic: Topic, reply_to: int | None) -> int | None:
    if reply_to is None:
        return None
    if not Post.objects.standing().filter(topic=topic, seq=reply_to).exists():
        raise Refused(_("The post you are replying to has been removed."))
    return reply_to
