"""The discussion of something that has a marking of its own, such as a record."""

from networks.access.enums import Part
from networks.access.models import Marking
from networks.discussions.enums import TopicKind
from networks.discussions.models import Topic
from networks.people.models import Expert


def open_record_topic(marking: Marking, title: str, started_by: Expert | None = None) -> Topic:
    """A topic that points at the thing's own marking and is read as TALK. Call in the transaction that ties it to
    the thing; who may do so is decided there."""
    return Topic.objects.create(
        network=None,
        marking=marking,
        part=Part.TALK,
        title=title[:200],
        kind=TopicKind.CHAT,
        started_by=started_by,
    )
