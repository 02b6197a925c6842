"""The demo world, seeded once for a run by the command people use, and copied by whoever needs one.

`LIMES_STORIES_WORLD=folder` keeps the one in a SQLite file between runs.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test import override_settings

from tests.migrated import copy_on_server, migrated_database
from tests.services.fixtures import OWNER

ROOT = Path(__file__).resolve().parents[1]
DATABASE = "limes.sqlite3"
# Names of databases to copy; each ends with the process of the run that made it.
TEMPLATES = "demo_world_"


@pytest.fixture(scope="session")
def demo_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the demo world: made by the first worker that asks, waited for by the others.

    On PostgreSQL the file `database` in it names the database to copy.
    """
    kept = None if on_postgresql() else os.environ.get("LIMES_STORIES_WORLD")
    # Workers of a run share the folder above their own; without workers that one belongs to other runs as well.
    own = tmp_path_factory.getbasetemp()
    shared = (
        Path(kept) if kept else (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demo-world"
    )
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "made").exists():
            if on_postgresql():
                name = make_template_on_server(shared / "world", os.environ["DATABASE_URL"])
                (shared / "world" / "database").write_text(name)
            else:
                make_template(shared / "world")
            (shared / "made").touch()
    return shared / "world"


def on_postgresql() -> bool:
    """Whether this run stands on real servers."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


def environment(folder: Path, database_url: str, **more: str) -> dict[str, str]:
    """What a process of this house is started with."""
    return {
        **os.environ,
        "LIMES_ENV": "dev",
        "DJANGO_SETTINGS_MODULE": "tests.stories.settings",
        "STORIES_FOLDER": str(folder),
        "SECRET_KEY": "only-for-these-tests",
        "DATABASE_URL": database_url,
        "REDIS_URL": "",
        "ELASTICSEARCH_URL": "",
        **more,
    }


def manage(surroundings: dict[str, str], *words: str) -> None:
    """A management command; its output is shown when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=surroundings, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{words}: {done.stdout[-2000:]}{done.stderr[-4000:]}"


def make_template(folder: Path) -> None:
    """The demo world in a file that every house of this run starts from."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(migrated_database(), folder / DATABASE)
    manage(environment(folder, f"sqlite:///{folder / DATABASE}"), "seed_demo")


def make_template_on_server(folder: Path, server_url: str) -> str:
    """The same on a PostgreSQL server: the name of its database. Those of runs that are over are dropped."""
    folder.mkdir(parents=True, exist_ok=True)
    name, base = f"{TEMPLATES}{os.environ[OWNER]}", server_url.rpartition("/")[0]
    with psycopg.connect(f"{base}/postgres", autocommit=True) as server:
        for (other,) in server.execute("SELECT datname FROM pg_database").fetchall():
            if other.startswith(TEMPLATES) and not _is_running(int(other.removeprefix(TEMPLATES))):
                server.execute(f'DROP DATABASE IF EXISTS "{other}" WITH (FORCE)')
        copy_on_server(server.cursor(), lambda database: f"{base}/{database}", name)
    manage(environment(folder, f"{base}/{name}"), "seed_demo")
    return name


def _is_running(process: int) -> bool:
    return process != int(os.environ[OWNER]) and Path(f"/proc/{process}").exists()


@contextmanager
def connected_to_a_copy(world: Path, folder: Path) -> Iterator[None]:
    """Inside, this process works on a copy of the demo world in place of its own database.

    Elasticsearch was not told of that world, so the index that came with the copy answers.
    """
    own = connection.settings_dict["NAME"]
    connection.close()
    if connection.vendor == "postgresql":
        copy = f"copy_of_demo_world_{os.getpid()}"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{(world / "database").read_text()}"')
    else:
        copy = str(shutil.copy(world / DATABASE, folder / DATABASE))
    connection.settings_dict["NAME"] = copy
    try:
        with override_settings(ELASTICSEARCH_URL=""):
            yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        if connection.vendor == "postgresql":
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')
