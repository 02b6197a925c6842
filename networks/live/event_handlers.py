"""What happened, told to every hub as a hint. Nothing is lost when it does not arrive: topics are looked at anyway, and
notices stand on the next page."""

from collections.abc import Collection, Sequence

from networks.events.models import Event
from networks.events.registry import handles
from networks.live import groups
from networks.live.hub import hubs
from networks.notices.registry import use_listener


@handles("live", "topic.*")
def look(events: Sequence[Event]) -> None:
    """Wake the hubs of this process and of the others. A Redis that is away is no failure: they look by themselves."""
    for hub in hubs():
        hub.wake()
    groups.tell_from_thread(groups.message(groups.MOVED))


def tell_of_notices(expert_ids: Collection[int]) -> None:
    """Let the open pages of these people know that something new waits for them: those of this process too, which may
    be the only one. From a handler of events."""
    told = groups.message(groups.NOTICE, people=sorted(expert_ids))
    for hub in hubs():
        hub.hear(told)
    groups.tell_from_thread(told)


use_listener(tell_of_notices)
