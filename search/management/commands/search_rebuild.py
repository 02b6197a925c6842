"""`search_rebuild`: build every index anew while the site goes on."""

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineAway
from search.engines.choosing import database_engine, elasticsearch_engine
from search.rebuilding import rebuild_database, rebuild_elasticsearch


class Command(BaseCommand):
    help = "Build the search index in the database and, where it is set up, in Elasticsearch anew; nothing is down meanwhile."

    def handle(self, *args: object, **options: object) -> None:
        """The database first: it answers should Elasticsearch fail."""
        rebuild_database(database_engine(), self.stdout.write)
        engine = elasticsearch_engine()
        if engine is None:
            self.stdout.write("No Elasticsearch: ELASTICSEARCH_URL is empty.")
            return
        try:
            rebuild_elasticsearch(engine, self.stdout.write)
        except EngineAway as reason:
            raise CommandError(f"The old index goes on. {reason}") from reason
