"""The worker of a real installation: relay, notices, scheduled work."""

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from networks.events import relay, schedule


class Command(BaseCommand):
    """Runs until told to stop; finishes what it has begun."""

    help = "Relays events, sends mails and does scheduled work until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--once` for tests and cron."""
        parser.add_argument("--once", action="store_true", help="do what is due now and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Until SIGTERM or Ctrl-C."""
        if options["once"]:
            jobs = schedule.run_due()
            self.stdout.write(f"{relay.drain()} deliveries, {jobs} scheduled jobs")
            return
        stop = threading.Event()

        def end(_signal: int, _frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        self.stdout.write("The worker runs.")
        relay.run_forever(stop)
