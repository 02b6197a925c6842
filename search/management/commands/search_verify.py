"""`search_verify`: does the index say what the database says?"""

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import Engine, EngineAway
from search.engines.choosing import database_engine, elasticsearch_engine
from search.verifying import differences


class Command(BaseCommand):
    help = "Print every difference between the database and the search indexes; exit code 1 if there is any."

    def handle(self, *args: object, **options: object) -> None:
        """Each index by itself. What waits to be indexed is a difference too."""
        engines: list[Engine | None] = [database_engine(), elasticsearch_engine()]
        try:
            found = sum(self._compare(engine) for engine in engines if engine is not None)
        except EngineAway as reason:
            raise CommandError(str(reason)) from reason
        if found:
            raise CommandError(f"{found} differences. Run the worker; if they stay, run search_rebuild.")
        self.stdout.write("No differences.")

    def _compare(self, engine: Engine) -> int:
        count = 0
        for difference in differences(engine):
            self.stdout.write(f"{engine.handler}: {difference}")
            count += 1
        return count
