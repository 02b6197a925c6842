"""`seed_demo`: the demo world, for a laptop and for load tests. Never in production."""

import time
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kb.founding.demo.seeding import seed_world
from kb.founding.demo.world import SIGN_IN_WITH
from kb.founding.scale.growing import grow


class Command(BaseCommand):
    help = "Make the demo world: people, networks, practices, trainers, discussions, pages. A second run makes it anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--scale` for load tests, `--seed` for another but repeatable mixture."""
        parser.add_argument(
            "--scale", type=int, default=1, help="how many times as many records, topics, posts, people"
        )
        parser.add_argument(
            "--seed", type=int, default=1, help="another number, another mixture of the scaled texts"
        )

    def handle(self, *args: object, **options: int) -> None:
        """Refuses in production, where nobody may sign in with a password that stands in the documentation."""
        if settings.LIMES_ENV == "production":
            raise CommandError(
                "The demo world has accounts with a public password. It is never made in production; use setup_platform."
            )
        self.started = time.monotonic()
        world = seed_world(self._say)
        if options["scale"] > 1:
            grow(world, options["scale"], options["seed"], self._say)
        self._say("Search index")
        call_command("search_rebuild", stdout=self.stdout)
        seconds = time.monotonic() - self.started
        self.stdout.write(
            self.style.SUCCESS(
                f"The demo world stands ({seconds:.0f} s). Sign in as expert.pl@demo.limes.example with {SIGN_IN_WITH}."
            )
        )

    def _say(self, what: str) -> None:
        self.stdout.write(f"  {time.monotonic() - self.started:5.1f} s  {what}")
        self.stdout.flush()
