"""What an uploaded file is, by its contents and never by its name, and whether we take it."""

import warnings
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from networks.library.archives import Budget, check_contents, opened
from networks.library.compound import MAGIC as OLE_START
from networks.library.compound import refusal_of
from networks.library.enums import IMAGES, FileKind, FileRefused, Refusal
from networks.library.office import is_open_xml, office_kind
from networks.library.signatures import HEAD, ZIP_START, is_program, is_program_name, kind_by_signature
from networks.library.texts import check_no_page, is_text, named_kind

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_FRAMES = 500
MAX_PIXELS_OF_FRAMES = 400_000_000

_PILLOW_NAMES = {FileKind.PNG: "PNG", FileKind.JPEG: "JPEG", FileKind.GIF: "GIF", FileKind.WEBP: "WEBP"}
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, OverflowError)


def inspect(stream: BinaryIO, name: str) -> FileKind:
    """The kind of a file we take; raises `FileRefused` with a sentence for any other.

    The stream must be seekable; it is left at its start. Memory is bounded by a few megabytes beside the image
    itself, time by the limits of `archives`. PDFs are looked into when their metadata is removed.
    """
    size = stream.seek(0, 2)
    if size == 0:
        raise FileRefused(Refusal.EMPTY)
    if size > MAX_FILE_BYTES:
        raise FileRefused(Refusal.TOO_LARGE)
    stream.seek(0)
    head = stream.read(HEAD)
    kind = _kind_of_text(head, name) if is_text(stream) else _kind_of_binary(stream, head, name)
    if kind in IMAGES:
        check_image(stream, kind)
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
    if kind is None:
        raise FileRefused(Refusal.SCRIPT if is_program_name(name) else Refusal.UNKNOWN)
    return kind


def _kind_of_archive(stream: BinaryIO) -> FileKind:
    with opened(stream) as archive:
        kind = office_kind(archive)
        if kind is None and is_open_xml(archive):
            raise FileRefused(Refusal.UNKNOWN)
        check_contents(archive, Budget(), office_kind)
    return kind or FileKind.ZIP


def check_image(stream: BinaryIO, kind: FileKind) -> None:
    """Refuses an image that does not decode or would fill the memory; the size is known before a pixel is read."""
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(stream, formats=[_PILLOW_NAMES[kind]]) as image:
                # Counting the frames of a GIF means walking it: its metadata filter counts them on its way.
                frames = 1 if kind is FileKind.GIF else getattr(image, "n_frames", 1)
                pixels = image.width * image.height
                if pixels > MAX_PIXELS or frames > MAX_FRAMES or pixels * frames > MAX_PIXELS_OF_FRAMES:
                    raise FileRefused(Refusal.IMAGE_TOO_LARGE)
                image.load()
    except Image.DecompressionBombError as fault:
        raise FileRefused(Refusal.IMAGE_TOO_LARGE) from fault
    except UnidentifiedImageError as fault:
        raise FileRefused(Refusal.DAMAGED) from fault
    except _FAULTS as fault:
        raise FileRefused(Refusal.DAMAGED) from fault
