"""`sweep_files`: remove files from the disk that no row names."""

from django.core.management.base import BaseCommand

from networks.library.actions.sweep_files import sweep_files


class Command(BaseCommand):
    """Run daily; files younger than a day are left alone."""

    help = "Remove stored files that no row names and that are older than a day."

    def handle(self, *args: object, **options: object) -> None:
        """Prints how many were removed."""
        self.stdout.write(f"{sweep_files()} removed")
