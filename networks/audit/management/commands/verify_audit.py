"""Does the trail still say what it said?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from networks.audit.verifying import verify


class Command(BaseCommand):
    """Walks the chain of the audit trail. Exit code 1 at the first entry that is not as it was written."""

    help = "Walk the chain of the audit trail; exit 1 naming the first broken entry. Keep the printed head elsewhere."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many entries were checked and the hash at the head."""
        verdict = verify()
        self.stdout.write(f"checked {verdict.checked}")
        self.stdout.write(f"head {verdict.head or '-'}")
        self.stdout.write(f"not chained yet {verdict.waiting}")
        if verdict.broken:
            raise CommandError(verdict.broken)
        self.stdout.write("the trail is whole")
