"""Files on the disk: below `FILES_ROOT`, under random names, without a public address.

A file is written beside its place, brought to the disk and then moved, so that its place never holds half of it.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from networks.library.names import storage_name

INCOMING = "incoming"
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Written:
    """A finished file that is not yet in its place."""

    path: Path
    size: int
    sha256: str


def root() -> Path:
    """The folder of all stored files."""
    return Path(settings.FILES_ROOT)


def path_of(name: str) -> Path:
    """The place of a stored file. `name` is one we made, never what a person typed."""
    return root() / name


@contextmanager
def incoming() -> Iterator[BinaryIO]:
    """A new file to write to, readable by this process only; gone at the end unless it was moved to its place."""
    folder = root() / INCOMING
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder)
    os.close(descriptor)
    try:
        with Path(name).open("w+b") as stream:
            yield stream
    finally:
        Path(name).unlink(missing_ok=True)


def finish(stream: BinaryIO) -> Written:
    """Brings what was written to the disk and counts it."""
    stream.flush()
    os.fsync(stream.fileno())
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return Written(Path(stream.name), size, digest.hexdigest())


def put_in_place(written: Written) -> str:
    """Moves a finished file to a place of its own; gives the name to keep in the row."""
    name = storage_name()
    place = path_of(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    written.path.rename(place)
    _bring_to_disk(place.parent)
    return name


def remove(name: str) -> None:
    """Removes a stored file; it may be gone already."""
    path_of(name).unlink(missing_ok=True)


def names_on_disk(older_than: float) -> Iterator[str]:
    """Names of files, unfinished ones too, last changed before a moment in seconds since the epoch."""
    for path in root().glob("*/*"):
        is_ours = path.parent.name == INCOMING or len(path.parent.name) == 2
        if is_ours and path.is_file() and path.stat().st_mtime < older_than:
            yield path.relative_to(root()).as_posix()


def _bring_to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
