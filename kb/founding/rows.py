"""Writing many rows at once, exactly as they are: also the parents and children of multi-table models, also dates of the past."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from django.db.models.sql import InsertQuery

# Rows in one statement, where the database itself sets no lower bound.
MOST = 1000


def insert(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Insert the fields that `model` itself declares, from instances of it or of its children; new ids are set on them.

    Nothing is computed on the way: no defaults of the database, no auto_now, no signals. `bulk_create` refuses
    multi-table models and overwrites dates, so it cannot do this.
    """
    fields = [each for each in model._meta.local_concrete_fields if not isinstance(each, models.AutoField)]
    size = min(connection.ops.bulk_batch_size(fields, list(rows)) or MOST, MOST)
    for start in range(0, len(rows), size):
        _insert(model, fields, rows[start : start + size])


def _insert(model: type[models.Model], fields: list[models.Field], rows: Sequence[Any]) -> None:
    query = InsertQuery(model)
    query.insert_values(fields, list(rows), raw=True)
    key = model._meta.pk
    counted = isinstance(key, models.AutoField)
    returned = query.get_compiler(connection.alias).execute_sql([key] if counted else None)
    if counted:
        for row, (pk,) in zip(rows, returned, strict=True):
            setattr(row, key.attname, pk)
