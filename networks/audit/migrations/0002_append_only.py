"""The trail is only ever added to, whoever asks: the database refuses to change or delete its rows.

Row by row on both: emptying all tables between tests stays possible on PostgreSQL (TRUNCATE). Where a later migration
makes one of the tables anew, as SQLite does for most changes, it must end with `Refuse`.
"""

from django.db import migrations

TABLES = ("audit_auditentry", "audit_auditlink")
FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is only added to.' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def statements(vendor):
    """What makes the database refuse."""
    if vendor == "postgresql":
        yield FUNCTION
        for table in TABLES:
            yield (
                f"CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
            )
    if vendor == "sqlite":
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                yield (
                    f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'The audit trail is only added to.'); END"
                )


def undoing(vendor):
    """What takes the refusal away again: for going back, and for tests that tamper."""
    if vendor == "postgresql":
        for table in TABLES:
            yield f"DROP TRIGGER IF EXISTS {table}_refuse ON {table}"
    if vendor == "sqlite":
        for table in TABLES:
            for verb in ("update", "delete"):
                yield f"DROP TRIGGER IF EXISTS {table}_refuse_{verb}"


def refuse(apps, schema_editor):
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def allow(apps, schema_editor):
    for statement in undoing(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def begin(apps, schema_editor):
    apps.get_model("audit", "AuditHead").objects.get_or_create(pk=1)


class Refuse(migrations.RunPython):
    """The triggers."""

    def __init__(self):
        super().__init__(refuse, allow)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop, elidable=False), Refuse()]
