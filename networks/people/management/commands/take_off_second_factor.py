"""`take_off_second_factor ADDRESS`: for somebody who has lost telephone and recovery codes."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from networks.people.actions.take_off_factors import take_off_factors


class Command(BaseCommand):
    help = "Take all second factors off an account and end its sessions. Make sure who asks: the owner is told by mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The account, by the address it signs in with."""
        parser.add_argument("address", help="e-mail address of the account")

    def handle(self, *args: object, **options: str) -> None:
        """Says how many there were."""
        try:
            taken = take_off_factors(options["address"])
        except ValueError as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            f"{taken} taken off; sessions ended. A password is enough until a new one is set up."
        )
