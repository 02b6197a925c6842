"""`setup_platform`: what a real installation runs after each migration."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse

from kb.founding.platform import NotAnAdministrator, found_platform, name_administrator
from networks.people.links import absolute

FIRST = """
The platform stands. The first administrator signs in here; the link works once, within seven days:

    {link}

What to do next, in this order:
  1. Open the link and choose a password.
  2. Under Administration, invite one person for each administration and make them its national contact point.
  3. Invite a lead for each network; leads invite their members, or members ask to join.
  4. Give somebody the office of communications editor: they write the pages and the news.
"""
AGAIN = "The platform is up to date. {email} has an account already and signs in at {url}."


class Command(BaseCommand):
    help = "Make an empty platform ready: vocabularies, pages, the seven networks, the first administrator. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one thing that cannot be known beforehand."""
        parser.add_argument(
            "--admin-email", required=True, help="address of the first platform administrator"
        )

    def handle(self, *args: object, **options: str) -> None:
        """Found the platform, then name its administrator. CommandError with a sentence for an address that cannot be used."""
        email = options["admin_email"].strip()
        try:
            validate_email(email)
        except ValidationError as reason:
            raise CommandError(f"{email} is no e-mail address.") from reason
        found_platform(lambda what: self.stdout.write(f"  {what}"))
        try:
            link = name_administrator(email)
        except NotAnAdministrator as reason:
            raise CommandError(
                f"{email} is the address of an expert. An administrator's account is no expert: give another address."
            ) from reason
        self.stdout.write(
            FIRST.format(link=link)
            if link
            else AGAIN.format(email=email, url=absolute(reverse("account_login")))
        )
