"""A migrated, empty SQLite database in a file: made once for a state of the code, and copied by whoever needs one.

Migrating an empty database takes most of a minute; copying takes none.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "migrated"


def migrated_database() -> Path:
    """The file for the code as it is; of several processes that ask at once, one makes it and the others wait."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = FOLDER / f"{_state_of_code()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not wanted.exists():
            for outdated in FOLDER.glob("*.sqlite3*"):
                outdated.unlink()
            _migrate(wanted.with_suffix(".unfinished"))
            wanted.with_suffix(".unfinished").rename(wanted)
    return wanted


def _state_of_code() -> str:
    """A digest of all that decides what `migrate` leaves behind."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    rooms = [ROOT / "kb", ROOT / "networks", ROOT / "search"]
    for path in sorted(path for room in rooms for path in room.rglob("*.py")):
        if path.parent.name == "migrations" or path.parent.name == "models" or path.name == "models.py":
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(path: Path) -> None:
    path.unlink(missing_ok=True)
    environment = {**os.environ, "LIMES_ENV": "test", "DATABASE_URL": f"sqlite:///{path}"}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "REDIS_URL": "",
        "ELASTICSEARCH_URL": "",
    }
    command = [sys.executable, "manage.py", "migrate", "--noinput", "--verbosity", "0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    for more in ("-wal", "-shm"):
        path.with_name(path.name + more).unlink(missing_ok=True)
