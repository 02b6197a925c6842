"""Taking a discussion up again."""

from django.db import transaction

from networks.access.viewer import Viewer
from networks.discussions.access import check_steer, topic_for
from networks.discussions.enums import STATE_WHEN_ACCEPTED, TopicKind, TopicState
from networks.discussions.models import Topic
from networks.discussions.sequence import lock
from networks.events.recording import record


@transaction.atomic
def reopen_topic(viewer: Viewer, reference: str) -> Topic:
    """People may post again; an answer that was pinned stays. Raises Http404, PermissionDenied."""
    found = topic_for(viewer, reference)
    person = check_steer(viewer, found)
    topic = lock(found)
    if topic.state == TopicState.CLOSED:
        topic.state = STATE_WHEN_ACCEPTED[TopicKind(topic.kind)] if topic.accepted_id else TopicState.OPEN
        topic.save(update_fields=["state"])
        record("topic.reopened", topic, actor=person, seq=topic.last_seq, post=None)
    return topic
