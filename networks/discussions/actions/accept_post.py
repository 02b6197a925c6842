"""Answering a question, deciding a proposal: one post is pinned on top."""

from django.db import transaction
from django.utils.translation import gettext as _

from networks.access.viewer import Viewer
from networks.discussions.access import check_steer, post_for
from networks.discussions.enums import STATE_WHEN_ACCEPTED, ChangeKind, TopicKind, TopicState
from networks.discussions.models import Post, Topic
from networks.discussions.refusals import Refused
from networks.discussions.sequence import lock, write_change
from networks.events.recording import record

EVENT_OF_STATE = {TopicState.ANSWERED: "topic.answered", TopicState.DECIDED: "topic.decided"}


@transaction.atomic
def accept_post(viewer: Viewer, reference: str, seq: int) -> Topic:
    """Pin a post as the answer or the decision: a question is answered, a proposal decided, anything else resolved.

    Raises Http404, PermissionDenied (neither starter nor moderator), Refused (closed topic).
    """
    found = post_for(viewer, reference, seq)
    person = check_steer(viewer, found.topic)
    topic = lock(found.topic)
    if not topic.is_talking:
        raise Refused(_("This discussion is closed. Reopen it first."))
    if topic.accepted_id == found.pk:
        return topic
    before = topic.accepted
    topic.accepted = Post.objects.get(pk=found.pk)
    topic.state = STATE_WHEN_ACCEPTED[TopicKind(topic.kind)]
    topic.save(update_fields=["accepted", "state"])
    if before:
        write_change(topic, ChangeKind.CHANGED, before)
    change = write_change(topic, ChangeKind.CHANGED, topic.accepted)
    kind = EVENT_OF_STATE.get(TopicState(topic.state), "topic.resolved")
    record(kind, topic, actor=person, seq=change, post=found.seq)
    return topic
