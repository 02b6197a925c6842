"""JPEG (ITU-T T.81): segments are copied, except those with metadata."""

import re
import struct

from networks.library.metadata import exif
from networks.library.metadata.fault import BrokenFile, Steps, part

_START = b"\xff\xd8"
_END = 0xD9
_SCAN = 0xDA
_JFIF = 0xE0
_EXIF = 0xE1
_PROFILE = 0xE2
_ADOBE = 0xEE
_COMMENT = 0xFE
# Any number of these may stand before a mark.
_FILLING = re.compile(rb"\xff++")
# Restart marks and the escaped 0xFF belong to the picture's own data.
_MARK_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
# Thumbnail sizes stand in the last two bytes of this segment, the thumbnail behind them.
_JFIF_KEPT = 12


def strip(data: bytes) -> bytes:
    """The picture without EXIF, XMP, IPTC, comments, thumbnails and whatever follows its end."""
    if not data.startswith(_START):
        raise BrokenFile
    kept: list[bytes] = []
    orientation, at = exif.UPRIGHT, 2
    steps = Steps()
    while True:
        steps.take()
        mark, at = _mark(data, at)
        if mark == _END:
            break
        length = struct.unpack(">H", part(data, at, 2))[0]
        body = part(data, at + 2, length - 2)
        at += length
        if mark == _EXIF and body.startswith(b"Exif\x00\x00"):
            orientation = exif.orientation(body[6:])
        elif wanted := _kept(mark, body):
            kept.append(_segment(mark, wanted))
        if mark == _SCAN:
            end = _end_of_scan(data, at)
            kept.append(data[at:end])
            at = end
    turned = [_segment(_EXIF, b"Exif\x00\x00" + exif.block_with(orientation))] if orientation != 1 else []
    return b"".join([_START, *turned, *kept, bytes([0xFF, _END])])


def _mark(data: bytes, at: int) -> tuple[int, int]:
    filling = _FILLING.match(data, at)
    if filling is None:
        raise BrokenFile
    return part(data, filling.end(), 1)[0], filling.end() + 1


def _kept(mark: int, body: bytes) -> bytes:
    if mark == _JFIF and body.startswith(b"JFIF\x00"):
        return body[:_JFIF_KEPT] + b"\x00\x00"
    if mark == _PROFILE:
        return body if body.startswith(b"ICC_PROFILE\x00") else b""
    if mark == _ADOBE:
        return body if body.startswith(b"Adobe") else b""
    is_application_data = 0xE0 <= mark <= 0xEF or mark == _COMMENT
    return b"" if is_application_data else body


def _segment(mark: int, body: bytes) -> bytes:
    return bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body


def _end_of_scan(data: bytes, at: int) -> int:
    found = _MARK_AFTER_SCAN.search(data, at)
    if found is None:
        raise BrokenFile
    return found.start()
