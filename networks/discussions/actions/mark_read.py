"""Remembering how far somebody has read."""

from django.db import transaction

from networks.access.viewer import Viewer
from networks.discussions.access import signed_in, topic_for
from networks.discussions.models import Reading, Topic
from networks.people.models import Expert


@transaction.atomic
def mark_read(viewer: Viewer, reference: str, seq: int) -> None:
    """Everything up to `seq` was seen. Never goes back and never beyond what exists. Raises Http404."""
    topic = topic_for(viewer, reference)
    grow_reading(signed_in(viewer), topic, min(seq, topic.last_seq))


def grow_reading(expert: Expert, topic: Topic, seq: int) -> None:
    """Set the reading state unless it is further already."""
    state, created = Reading.objects.get_or_create(expert=expert, topic=topic, defaults={"seq": seq})
    if not created:
        Reading.objects.filter(pk=state.pk, seq__lt=seq).update(seq=seq)
