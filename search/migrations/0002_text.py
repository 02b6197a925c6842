"""The searchable text itself: an FTS5 table on SQLite, a weighted tsvector on PostgreSQL. Filled by the indexer."""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE search_text USING fts5(
    title, summary, body,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_'", prefix = '1 2 3', columnsize = 0
)
"""
POSTGRESQL = """
CREATE TABLE search_text (
    document_id bigint PRIMARY KEY REFERENCES search_document (id) ON DELETE CASCADE,
    vector tsvector NOT NULL
);
CREATE INDEX search_text_vector ON search_text USING gin (vector);
"""
STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def make(apps, schema_editor):
    schema_editor.execute(STATEMENTS[schema_editor.connection.vendor], params=None)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_text")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
