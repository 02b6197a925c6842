"""The one place that gives out places in a topic's sequence."""

from django.db import transaction

from networks.discussions.enums import ChangeKind
from networks.discussions.models import Change, Post, Topic


def lock(topic: Topic) -> Topic:
    """The topic's row, locked until the transaction ends: changes of a topic happen one after the other."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A topic is locked in the transaction of its change.")
    return Topic.objects.select_for_update(no_key=True).get(pk=topic.pk)


def next_place(topic: Topic) -> int:
    """The next place of a locked topic. A transaction that fails gives it back, so there are no gaps."""
    topic.last_seq += 1
    topic.save(update_fields=["last_seq"])
    return topic.last_seq


def write_change(topic: Topic, kind: ChangeKind, post: Post) -> int:
    """Write that something happened to a post of a locked topic; the place it got."""
    seq = next_place(topic)
    Change.objects.create(topic=topic, seq=seq, kind=kind, post=post)
    return seq
