"""`send_digests`: the daily e-mails that are due now."""

from django.core.management.base import BaseCommand, CommandError

from networks.events.relay import NotReachable
from networks.notices.actions.queue_digests import DIGEST, queue_digests
from networks.notices.actions.send import send_waiting
from networks.notices.models import Mail


class Command(BaseCommand):
    help = (
        "Send the daily e-mails that are due. The worker does so by itself; a second run sends nothing twice."
    )

    def handle(self, *args: object, **options: object) -> None:
        """Says how many were sent."""
        queue_digests()
        digests, sent = Mail.objects.filter(kind=DIGEST), 0
        try:
            while more := send_waiting(digests):
                sent += more
        except NotReachable as reason:
            raise CommandError(f"{reason} The e-mails wait and are sent later.") from reason
        self.stdout.write(f"{sent} sent.")
