"""What others may call a topic: for notices and frames."""

from networks.access.enums import Part
from networks.discussions.homes import home_of
from networks.discussions.models import Topic
from networks.events.registry import Subject, register_subject


def topic_subject(topic_id: int) -> Subject | None:
    """A topic's title, address and marking as of now; None when it is gone."""
    topic = Topic.objects.select_related("network", "marking").filter(pk=topic_id).first()
    if topic is None:
        return None
    return Subject(
        title=topic.title,
        url=home_of(topic),
        marking_id=topic.marking_id,
        part=Part(topic.part),
        label=topic.marking.label,
    )


register_subject("discussions.topic", topic_subject)
