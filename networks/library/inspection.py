"""What an uploaded file is, by its contents and never by its name, and whether we take it."""

import warnings
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from networks.library.archives import Budget, check_contents, opened
from networks.library.enums import IMAGES, FileKind, FileRefused, Refusal
from networks.library.office import office_kind
from networks.library.signatures import (
    HEAD,
    OLE_START,
    ZIP_START,
    is_program,
    is_program_name,
    kind_by_signature,
)
from networks.library.texts import text_kind

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_FRAMES = 500
MAX_PIXELS_OF_FRAMES = 400_000_000

_PILLOW_NAMES = {FileKind.PNG: "PNG", FileKind.JPEG: "JPEG", FileKind.GIF: "GIF", FileKind.WEBP: "WEBP"}
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, OverflowError)


def inspect(stream: BinaryIO, name: str) -> FileKind:
    """The kind of a file we take; raises `FileRefused` with a sentence for any other.

    The stream must be seekable; it is left at its start. Memory is bounded by a few megabytes beside the image or
    PDF itself, time by the limits of `archives`. PDFs are looked into when their metadata is removed.
    """
    size = stream.seek(0, 2)
    if size == 0:
        raise FileRefused(Refusal.EMPTY)
    if size > MAX_FILE_BYTES:
        raise FileRefused(Refusal.TOO_LARGE)
    stream.seek(0)
    kind = _kind(stream, stream.read(HEAD), name)
    stream.seek(0)
    return kind


def _kind(stream: BinaryIO, head: bytes, name: str) -> FileKind:
    if is_program(head):
        raise FileRefused(Refusal.PROGRAM)
    if head.startswith(OLE_START):
        raise FileRefused(_refusal_of_old_office(stream))
    if head.startswith(ZIP_START):
        return _archive_kind(stream)
    kind = kind_by_signature(head)
    if kind in IMAGES:
        check_image(stream, kind)
    if kind is None and is_program_name(name):
        raise FileRefused(Refusal.SCRIPT)
    kind = kind or text_kind(stream, head, name)
    if kind is None:
        raise FileRefused(Refusal.UNKNOWN)
    return kind


def _archive_kind(stream: BinaryIO) -> FileKind:
    with opened(stream) as archive:
        kind = office_kind(archive)
        check_contents(archive, Budget())
    return kind or FileKind.ZIP


def _refusal_of_old_office(stream: BinaryIO) -> Refusal:
    """Old Office files, installers and password-protected new ones share a container."""
    stream.seek(0)
    contents = stream.read(MAX_FILE_BYTES)
    if "EncryptedPackage".encode("utf-16-le") in contents:
        return Refusal.ENCRYPTED
    if any(
        word.encode("utf-16-le") in contents for word in ("WordDocument", "Workbook", "PowerPoint Document")
    ):
        return Refusal.OLD_OFFICE
    return Refusal.PROGRAM


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
