"""ZIP archives, opened within bounds and without trusting the sizes they declare."""

import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO
from zlib import error as ZlibError

from networks.library.enums import FileRefused, Refusal
from networks.library.signatures import ZIP_START, is_program, is_program_name
from networks.library.texts import is_script, is_text_so_far

MEGABYTE = 1024 * 1024
MAX_ENTRIES = 10_000
MAX_DIRECTORY_BYTES = 2 * MEGABYTE
MAX_UNPACKED = 300 * MEGABYTE
# Office XML packs 20 to 50 times; deflate's limit is 1,030 times.
MAX_RATIO = 200
RATIO_COUNTS_FROM = MEGABYTE
MAX_INNER_ARCHIVES = 20
MAX_DEPTH = 2
CHUNK = 64 * 1024

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LOCAL_HEADER = 30
_FAULTS = (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, struct.error, UnicodeError)
_PACKED_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass
class Budget:
    """What one upload may cost, its inner archives included."""

    bytes_left: int = MAX_UNPACKED
    archives_left: int = MAX_INNER_ARCHIVES


@contextmanager
def opened(stream: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """The archive, its directory checked; whatever is wrong inside it comes out as a refusal."""
    _check_end(stream)
    with _faults_refused(), zipfile.ZipFile(stream) as archive:
        _check_directory(archive)
        yield archive


@contextmanager
def _faults_refused() -> Iterator[None]:
    try:
        yield
    except _FAULTS as fault:
        raise FileRefused(Refusal.DAMAGED) from fault
    except RuntimeError as fault:
        raise FileRefused(Refusal.ENCRYPTED) from fault


@contextmanager
def _named(entry: zipfile.ZipInfo) -> Iterator[None]:
    """A refusal that comes from an entry names it."""
    try:
        with _faults_refused():
            yield
    except FileRefused as refused:
        raise refused.within(entry.filename) from refused


def _check_end(stream: IO[bytes]) -> None:
    """The size of the directory is read before the directory, so that a forged one costs no memory."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise FileRefused(Refusal.DAMAGED)
    _mark, disk, first_disk, _here, entries, length, offset, _comment = _END.unpack_from(tail, at)
    if disk or first_disk or entries > MAX_ENTRIES or length > MAX_DIRECTORY_BYTES:
        raise FileRefused(Refusal.UNPACKS_TOO_LARGE)
    if offset + length > size:
        raise FileRefused(Refusal.DAMAGED)
    stream.seek(0)


def _check_directory(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise FileRefused(Refusal.UNPACKS_TOO_LARGE)
    for entry in entries:
        with _named(entry):
            _check_entry(entry)
    _check_places(entries)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise FileRefused(Refusal.UNPACKS_TOO_LARGE)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x41:
        raise FileRefused(Refusal.ENCRYPTED)
    if entry.compress_type not in _PACKED_WAYS:
        raise FileRefused(Refusal.OTHER_PACKING)
    parts = entry.filename.replace("\\", "/").split("/")
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if is_link or ".." in parts or parts[0] == "" or ":" in parts[0] or "\x00" in entry.orig_filename:
        raise FileRefused(Refusal.UNSAFE_ARCHIVE)
    if entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise FileRefused(Refusal.UNPACKS_TOO_LARGE)


def _check_places(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes multiply without end (D. Fifield, "A better zip bomb", 2019); a prefix hides a program."""
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise FileRefused(Refusal.UNSAFE_ARCHIVE)
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise FileRefused(Refusal.UNSAFE_ARCHIVE)
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size
    if entries and min(entry.header_offset for entry in entries) != 0:
        raise FileRefused(Refusal.UNSAFE_ARCHIVE)


def read_small(archive: zipfile.ZipFile, name: str, limit: int = MEGABYTE) -> bytes:
    """The contents of one entry, or nothing where there is none; refuses one that is larger than the limit."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return b""
    if entry.file_size > limit:
        raise FileRefused(Refusal.UNPACKS_TOO_LARGE)
    with archive.open(entry) as part:
        return part.read(limit)


def check_contents(
    archive: zipfile.ZipFile, budget: Budget, look_into: Callable[[zipfile.ZipFile], object], depth: int = 0
) -> None:
    """Unpacks every entry once, within the budget, and looks for programs and for archives inside.

    `look_into` is asked about each inner archive and may refuse it.
    """
    for entry in archive.infolist():
        if not entry.is_dir():
            with _named(entry):
                _check_contents_of(archive, entry, budget, look_into, depth)


def _check_contents_of(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    budget: Budget,
    look_into: Callable[[zipfile.ZipFile], object],
    depth: int,
) -> None:
    if is_program_name(entry.filename):
        raise FileRefused(Refusal.PROGRAM)
    with archive.open(entry) as part:
        head = part.read(CHUNK)
        _check_head(head)
        _spend(budget, len(head))
        if not head.startswith(ZIP_START):
            _drain(part, budget)
            return
        with _copied(part, head, budget, depth) as copy, opened(copy) as inner:
            look_into(inner)
            check_contents(inner, budget, look_into, depth + 1)


def _check_head(head: bytes) -> None:
    if is_text_so_far(head):
        if is_script(head):
            raise FileRefused(Refusal.SCRIPT)
    elif is_program(head):
        raise FileRefused(Refusal.PROGRAM)


def _drain(part: IO[bytes], budget: Budget) -> None:
    while chunk := part.read(CHUNK):
        _spend(budget, len(chunk))


@contextmanager
def _copied(part: IO[bytes], head: bytes, budget: Budget, depth: int) -> Iterator[IO[bytes]]:
    """An archive inside another, unpacked within the budget."""
    budget.archives_left -= 1
    if budget.archives_left < 0 or depth >= MAX_DEPTH:
        raise FileRefused(Refusal.UNPACKS_TOO_LARGE)
    with SpooledTemporaryFile(max_size=MEGABYTE) as copy:
        copy.write(head)
        while chunk := part.read(CHUNK):
            _spend(budget, len(chunk))
            copy.write(chunk)
        yield copy


def _spend(budget: Budget, count: int) -> None:
    budget.bytes_left -= count
    if budget.bytes_left < 0:
        raise FileRefused(Refusal.UNPACKS_TOO_LARGE)
