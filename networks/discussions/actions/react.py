"""Answering without words."""

from django.db import transaction
from django.utils.translation import gettext as _

from networks.access.viewer import Viewer
from networks.discussions.access import check_discuss, post_for
from networks.discussions.enums import ChangeKind, ReactionKind
from networks.discussions.models import Post, Reaction
from networks.discussions.refusals import Refused
from networks.discussions.sequence import lock, write_change
from networks.events.recording import record


@transaction.atomic
def react(viewer: Viewer, reference: str, seq: int, *, kind: str, on: bool = True) -> Post:
    """Put one's sign under a post, or take it back. Doing so twice changes nothing.

    Raises Http404, PermissionDenied, Refused (unknown sign, closed topic).
    """
    found = post_for(viewer, reference, seq)
    person = check_discuss(viewer, found.topic)
    if kind not in ReactionKind.values:
        raise Refused(_("This reaction does not exist."))
    topic = lock(found.topic)
    if not topic.is_talking:
        raise Refused(_("This discussion is closed."))
    post = Post.objects.get(pk=found.pk)
    if post.is_removed or not _changed(post, person.pk, kind, on=on):
        return post
    change = write_change(topic, ChangeKind.REACTION, post)
    record("topic.reacted", topic, actor=person, seq=change, post=post.seq)
    return post


def _changed(post: Post, expert_id: int, kind: str, *, on: bool) -> bool:
    if on:
        return Reaction.objects.get_or_create(post=post, expert_id=expert_id, kind=kind)[1]
    return bool(Reaction.objects.filter(post=post, expert_id=expert_id, kind=kind).delete()[0])
