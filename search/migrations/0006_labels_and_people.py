"""Labels beside what a result shows, and names of people as a field of their own of the text. PostgreSQL needs no new column:
the weight D of its vector was free."""

from django.db import migrations, models

COLUMNS = "title, summary, body"
MAKE = """
CREATE VIRTUAL TABLE search_text_new USING fts5(
    {columns}, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'", prefix = '1 2 3', columnsize = 0
)
"""


def add_people(apps, schema_editor):
    remake(schema_editor, f"{COLUMNS}, people", f"{COLUMNS}, ''")


def drop_people(apps, schema_editor):
    remake(schema_editor, COLUMNS, COLUMNS)


def remake(schema_editor, columns, values):
    """FTS5 tables cannot be altered; what stands in the old one is kept."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for statement in (
        MAKE.format(columns=columns),
        f"INSERT INTO search_text_new (rowid, {columns}) SELECT rowid, {values} FROM search_text",
        "DROP TABLE search_text",
        "ALTER TABLE search_text_new RENAME TO search_text",
    ):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0005_counted")]
    operations = [
        migrations.AddField("shown", "labels", models.TextField(blank=True, default="")),
        migrations.RunPython(add_people, drop_people),
    ]
