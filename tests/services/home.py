"""Where servers keep their files, and the account that runs them.

PostgreSQL and Elasticsearch refuse to run as root, so under root everything here is started by a
system account made for it. A checkout below a private folder (``/root``) cannot be entered by that
account: the files then lie under ``/var/tmp`` instead.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.errors import ServiceUnavailable

REPOSITORY = Path(__file__).resolve().parents[2]
ACCOUNT = "limes-services"


def is_root() -> bool:
    return os.geteuid() == 0


def account() -> str | None:
    """Name of the account that runs the servers, created when missing; None means the caller's own."""
    if not is_root():
        return None
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        _create_account()
    return ACCOUNT


def _create_account() -> None:
    command = [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
        ACCOUNT,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 9):  # 9: somebody else created it in the same moment
        raise ServiceUnavailable(f"The account {ACCOUNT} could not be created: {done.stderr.strip()}")


def default_home() -> Path:
    """The folder for all servers of this checkout: ``var/services`` wherever the account can enter it."""
    if _enterable(REPOSITORY):
        return REPOSITORY / "var" / "services"
    mark = hashlib.sha256(str(REPOSITORY).encode()).hexdigest()[:12]
    return Path("/var/tmp") / f"limes-services-{mark}"


@contextmanager
def scratch_home() -> Iterator[Path]:
    """A home of one's own, which the account of the servers can enter; removed at the end."""
    folder = default_home() / "scratch" / secrets.token_hex(6)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _enterable(folder: Path) -> bool:
    if account() is None:
        return True
    return all(parent.stat().st_mode & 0o001 for parent in [folder, *folder.parents])


def own(path: Path) -> Path:
    """Create the folder if needed and give it, with all it holds, to the account of the servers."""
    path.mkdir(parents=True, exist_ok=True)
    name = account()
    if name is not None:
        for entry in [path, *path.rglob("*")]:
            shutil.chown(entry, name, name)
    return path
