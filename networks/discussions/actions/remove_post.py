"""Taking a post away."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.access.viewer import Viewer
from networks.discussions.access import post_for, rights_in, signed_in
from networks.discussions.enums import ChangeKind, TopicState
from networks.discussions.models import Post, Reaction, Topic
from networks.discussions.refusals import Refused
from networks.discussions.sequence import lock, write_change
from networks.events.recording import record
from networks.people.models import Expert
from networks.text.characters import typed


@transaction.atomic
def remove_post(viewer: Viewer, reference: str, seq: int, *, reason: str = "") -> int:
    """Remove one's own post, or as a moderator somebody else's with a reason. Its text is erased. The place of the change.

    Raises Http404 (also for a post removed before), PermissionDenied, Refused (no reason given).
    """
    found = post_for(viewer, reference, seq)
    person = signed_in(viewer)
    if not rights_in(viewer, found.topic).may_remove(found, viewer):
        raise PermissionDenied(_("Only its author or a lead of the network can remove a post."))
    reason = typed(reason)[:300]
    if found.author_id != person.pk and not reason:
        raise Refused(_("Give a reason for removing somebody else's post. The author will be notified."))
    topic = lock(found.topic)
    post = Post.objects.get(pk=found.pk)
    if post.is_removed:
        return topic.last_seq
    _erase(post, person, reason)
    _no_longer_accepted(topic, post)
    change = write_change(topic, ChangeKind.REMOVED, post)
    record("topic.removed", topic, actor=person, seq=change, post=post.seq)
    return change


def _erase(post: Post, person: Expert, reason: str) -> None:
    post.body = post.html = ""
    post.removed_at, post.removed_by, post.removed_because = timezone.now(), person, reason
    post.save(update_fields=["body", "html", "removed_at", "removed_by", "removed_because"])
    Reaction.objects.filter(post=post).delete()


def _no_longer_accepted(topic: Topic, post: Post) -> None:
    if topic.accepted_id != post.pk:
        return
    topic.accepted = None
    if topic.is_talking:
        topic.state = TopicState.OPEN
    topic.save(update_fields=["accepted", "state"])
