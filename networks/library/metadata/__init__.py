"""Removes metadata about the author from a file before it is stored: name, place, device, earlier thumbnails.

Nothing is encoded again: pictures keep their pixels, orientation and colour profile, documents their contents.
Visible content stays, authors of comments and tracked changes among it.
"""

from typing import BinaryIO

from networks.library.enums import IMAGES, OFFICE_OPEN_XML, OPEN_DOCUMENT, FileKind, FileRefused, Refusal
from networks.library.metadata import office, pdf, video
from networks.library.metadata.fault import BrokenFile
from networks.library.metadata.images import check_image, strip_image

CHUNK = 256 * 1024


def write_without_metadata(source: BinaryIO, kind: FileKind, target: BinaryIO) -> None:
    """Copies a file of a known kind into `target` without its metadata.

    Raises `FileRefused` where it is damaged, and for pictures and PDFs that are not taken.
    """
    source.seek(0)
    try:
        _write(source, kind, target)
    except BrokenFile as fault:
        raise FileRefused(Refusal.DAMAGED) from fault


def _write(source: BinaryIO, kind: FileKind, target: BinaryIO) -> None:
    if kind in IMAGES:
        stripped = strip_image(source.read(), kind)
        check_image(stripped, kind)
        target.write(stripped)
    elif kind is FileKind.PDF:
        pdf.strip(source, target)
    elif kind in OFFICE_OPEN_XML or kind in OPEN_DOCUMENT:
        office.strip(source, target)
    elif kind is FileKind.MP4:
        target.write(video.strip(bytearray(source.read())))
    else:
        while chunk := source.read(CHUNK):
            target.write(chunk)
