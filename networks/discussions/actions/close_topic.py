"""Ending a discussion; it stays to be read."""

from django.db import transaction

from networks.access.viewer import Viewer
from networks.discussions.access import check_steer, topic_for
from networks.discussions.enums import TopicState
from networks.discussions.models import Topic
from networks.discussions.sequence import lock
from networks.events.recording import record


@transaction.atomic
def close_topic(viewer: Viewer, reference: str) -> Topic:
    """Nobody posts here any more. Doing it twice changes nothing. Raises Http404, PermissionDenied."""
    found = topic_for(viewer, reference)
    person = check_steer(viewer, found)
    topic = lock(found)
    if topic.state != TopicState.CLOSED:
        topic.state = TopicState.CLOSED
        topic.save(update_fields=["state"])
        record("topic.closed", topic, actor=person, seq=topic.last_seq, post=None)
    return topic
