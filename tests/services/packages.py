"""Debian packages, installed quietly where that is possible and only when something is missing."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.errors import ServiceUnavailable
from tests.services.home import is_root

POLICY = Path("/usr/sbin/policy-rc.d")


def find_program(*names: str, also: tuple[str, ...] = ()) -> str | None:
    """First of the named programs found on PATH or in the further folders (glob patterns)."""
    folders = [
        str(path) for pattern in also for path in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    ]
    search = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", *folders])
    return next((found for name in names if (found := shutil.which(name, path=search))), None)


def require_program(*names: str, packages: tuple[str, ...], also: tuple[str, ...] = ()) -> str:
    """The program's path; its Debian packages are installed first if it is missing.

    Raises ServiceUnavailable with a sentence when it is missing and cannot be installed.
    """
    found = find_program(*names, also=also)
    if found is None:
        install(packages)
        found = find_program(*names, also=also)
    if found is None:
        raise ServiceUnavailable(f"{names[0]} is not there even after installing {', '.join(packages)}.")
    return found


def install(packages: tuple[str, ...]) -> None:
    """``apt-get install`` without questions and without starting any system service."""
    wanted = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise ServiceUnavailable(f"Missing here, and there is no apt-get to install it with: {wanted}.")
    if not is_root():
        raise ServiceUnavailable(f"Missing here, and only root may install it: apt-get install {wanted}.")
    _apt_get("update", "-qq")
    with _services_kept_down():
        _apt_get("install", "-y", "-qq", "--no-install-recommends", *packages)


def _apt_get(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-o", "DPkg::Lock::Timeout=300", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise ServiceUnavailable(f"apt-get {arguments[0]} failed: {' '.join(last)}")


@contextmanager
def _services_kept_down() -> Iterator[None]:
    """Debian starts a server it installs; a policy file that answers 101 keeps the machine as it was."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink(missing_ok=True)
