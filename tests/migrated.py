"""A migrated, empty database: made once for a state of the code, and copied by whoever needs one.

Migrating an empty database takes most of a minute; copying takes none.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.backends.utils import CursorWrapper

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "migrated"


def migrated_database() -> Path:
    """The file for the code as it is; of several processes that ask at once, one makes it and the others wait."""
    wanted = FOLDER / f"{_state_of_code()}.sqlite3"
    with _one_at_a_time():
        if not wanted.exists():
            for outdated in FOLDER.glob("*.sqlite3*"):
                outdated.unlink()
            unfinished = wanted.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            _migrate(f"sqlite:///{unfinished}")
            for more in ("-wal", "-shm"):
                unfinished.with_name(unfinished.name + more).unlink(missing_ok=True)
            unfinished.rename(wanted)
    return wanted


def copy_on_server(cursor: CursorWrapper, url_of: Callable[[str], str], name: str) -> None:
    """A migrated database of this name on a PostgreSQL server, in place of what was there. `url_of`: address by name."""
    template = f"migrated_{_state_of_code()}"
    with _one_at_a_time():
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if not cursor.fetchone():
            cursor.execute(f"DROP DATABASE IF EXISTS {template}_unfinished")
            cursor.execute(f"CREATE DATABASE {template}_unfinished")
            _migrate(url_of(f"{template}_unfinished"))
            cursor.execute(f"ALTER DATABASE {template}_unfinished RENAME TO {template}")
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _state_of_code() -> str:
    """A digest of all that decides what `migrate` leaves behind."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    digest.update((ROOT / "config" / "settings" / "base.py").read_bytes())
    rooms = [ROOT / "kb", ROOT / "networks", ROOT / "search"]
    for path in sorted(path for room in rooms for path in room.rglob("*.py")):
        if path.parent.name == "migrations" or path.parent.name == "models" or path.name == "models.py":
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(url: str) -> None:
    environment = {**os.environ, "LIMES_ENV": "test", "DATABASE_URL": url}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "REDIS_URL": "",
        "ELASTICSEARCH_URL": "",
    }
    command = [sys.executable, "manage.py", "migrate", "--noinput", "--verbosity", "0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
