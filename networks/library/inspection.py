"""What an uploaded file is, by its contents and never by its name, and whether we take it."""

from typing import BinaryIO

from networks.library.archives import Budget, check_contents, opened
from networks.library.compound import MAGIC as OLE_START
from networks.library.compound import refusal_of
from networks.library.enums import FileKind, FileRefused, Refusal
from networks.library.office import is_open_xml, office_kind
from networks.library.signatures import HEAD, ZIP_START, is_program, is_program_name, kind_by_signature
from networks.library.texts import check_no_page, is_text, named_kind

MAX_FILE_BYTES = 50 * 1024 * 1024


def inspect(stream: BinaryIO, name: str) -> FileKind:
    """The kind of a file we take; raises `FileRefused` with a sentence for any other.

    The stream must be seekable; it is left at its start. Memory is bounded by a few megabytes, time by the limits of
    `archives`. Pictures and PDFs are looked into when their metadata is removed.
    """
    size = stream.seek(0, 2)
    if size == 0:
        raise FileRefused(Refusal.EMPTY)
    if size > MAX_FILE_BYTES:
        raise FileRefused(Refusal.TOO_LARGE)
    stream.seek(0)
    head = stream.read(HEAD)
    kind = _kind_of_text(head, name) if is_text(stream) else _kind_of_binary(stream, head, name)
    stream.seek(0)
    return kind


def _kind_of_text(head: bytes, name: str) -> FileKind:
    """Text is text, whatever it begins with, unless a browser would show it as a page or a system run it."""
    check_no_page(head)
    return named_kind(name) or _known(kind_by_signature(head), name)


def _kind_of_binary(stream: BinaryIO, head: bytes, name: str) -> FileKind:
    if is_program(head):
        raise FileRefused(Refusal.PROGRAM)
    if head.startswith(OLE_START):
        raise FileRefused(refusal_of(stream))
    if head.startswith(ZIP_START):
        return _kind_of_archive(stream)
    check_no_page(head)
    return _known(kind_by_signature(head), name)


def _known(kind: FileKind | None, name: str) -> FileKind:
    if kind is not None:
        return kind
    if is_program_name(name):
        raise FileRefused(Refusal.SCRIPT)
    claims_a_kind_we_take = named_kind(name) or name.rpartition(".")[2].strip().lower() in FileKind.values
    raise FileRefused(Refusal.DAMAGED if claims_a_kind_we_take else Refusal.UNKNOWN)


def _kind_of_archive(stream: BinaryIO) -> FileKind:
    with opened(stream) as archive:
        kind = office_kind(archive)
        if kind is None and is_open_xml(archive):
            raise FileRefused(Refusal.UNKNOWN)
        check_contents(archive, Budget(), office_kind)
    return kind or FileKind.ZIP
