"""Mails that could not leave with their event."""

import logging

from networks.events.relay import NotReachable
from networks.events.schedule import every
from networks.notices.actions.queue_digests import queue_digests
from networks.notices.actions.send import send_waiting

log = logging.getLogger("limes.notices")


@every(minutes=1)
def send_the_rest() -> None:
    """Send what waits; with the mail server still away it goes on waiting."""
    try:
        send_waiting()
    except NotReachable as reason:
        log.warning("%s Mails wait.", reason)


@every(minutes=15)
def send_digests() -> None:
    """The daily e-mail for everybody whose morning has come; with the mail server away it waits."""
    queue_digests()
    send_the_rest()
