"""What happened in a topic, told to every hub: a hint to look. Nothing is lost when it does not arrive."""

from collections.abc import Collection, Sequence

from networks.events.models import Event
from networks.events.registry import handles
from networks.live import groups
from networks.live.hub import hubs


@handles("live", "topic.*")
def look(events: Sequence[Event]) -> None:
    """Wake the hubs of this process and of the others. A Redis that is away is no failure: they look by themselves."""
    for hub in hubs():
        hub.wake()
    groups.tell_from_thread(groups.message(groups.MOVED))


def tell_of_notices(expert_ids: Collection[int]) -> None:
    """Let the open pages of these people know that something new waits for them. From a handler of events."""
    groups.tell_from_thread(groups.message(groups.NOTICE, people=sorted(expert_ids)))
