"""Hears of every event that somebody is told of. Found last, when all rooms have named their kinds."""

from collections.abc import Sequence

from networks.events.models import Event
from networks.events.registry import handles
from networks.notices import registry
from networks.notices.actions.send import send_waiting
from networks.notices.actions.write import write_down
from networks.notices.models import Mail


@handles("notices", *registry.kinds())
def tell(events: Sequence[Event]) -> None:
    """Write down who is told, then send. With the mail server away the notices stand in the site and the mails wait."""
    told = frozenset[int]().union(*map(write_down, events))
    if told:
        registry.new_for(told)
    send_waiting(Mail.objects.filter(event__in=[event.pk for event in events]))
