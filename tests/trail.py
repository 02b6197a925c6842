"""Taking the guard of the audit trail away: for tests that tamper, and for emptying the database between tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.base import DatabaseOperations as PostgresOperations
from django.db.backends.sqlite3.base import DatabaseOperations

guard = import_module("networks.audit.migrations.0002_append_only")


@contextmanager
def unguarded() -> Iterator[None]:
    """Inside, rows of the trail can be changed and deleted, as by somebody who owns the database."""
    _run(guard.undoing(connection.vendor))
    try:
        yield
    finally:
        _run(guard.statements(connection.vendor))


def _run(statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests() -> Iterator[None]:
    """SQLite empties tables row by row, which the trail refuses. PostgreSQL truncates them, with those no model knows of."""
    empty, truncate = DatabaseOperations.execute_sql_flush, PostgresOperations.sql_flush

    def execute_sql_flush(operations: Any, statements: list[str]) -> None:
        with unguarded():
            empty(operations, statements)

    def sql_flush(operations: Any, *args: Any, **options: Any) -> list[str]:
        return truncate(operations, *args, **{**options, "allow_cascade": True})

    DatabaseOperations.execute_sql_flush, PostgresOperations.sql_flush = execute_sql_flush, sql_flush
    yield
    DatabaseOperations.execute_sql_flush, PostgresOperations.sql_flush = empty, truncate
