"""MP4 (ISO 14496-12): boxes with metadata are overwritten in place, so that no offset in the file changes."""

import struct

from networks.library.metadata.fault import BrokenFile

# Place, device and titles stand in these (3GPP TS 26.244, Apple's and Adobe's additions).
_BLANKED = frozenset([b"udta", b"meta", b"uuid"])
_ENTERED = frozenset([b"moov", b"trak"])
_DATED = frozenset([b"mvhd", b"tkhd", b"mdhd"])
_MAX_BOXES = 100_000


def strip(data: bytearray) -> bytearray:
    """The video without place, device, titles and time of recording."""
    waiting, seen = [(0, len(data))], 0
    while waiting:
        at, end = waiting.pop()
        while at + 8 <= end:
            seen += 1
            name, start, after = _box(data, at, end)
            if seen > _MAX_BOXES:
                raise BrokenFile
            if name in _BLANKED:
                data[at + 4 : at + 8] = b"free"
                data[start:after] = bytes(after - start)
            elif name in _ENTERED or name == b"mdia":
                waiting.append((start, after))
            elif name in _DATED:
                _forget_dates(data, start, after)
            at = after
    return data


def _box(data: bytearray, at: int, end: int) -> tuple[bytes, int, int]:
    size, name = struct.unpack_from(">L4s", data, at)
    start = at + 8
    if size == 1:
        if at + 16 > end:
            raise BrokenFile
        size, start = struct.unpack_from(">Q", data, at + 8)[0], at + 16
    after = end if size == 0 else at + size
    if after > end or after < start:
        raise BrokenFile
    return name, start, after


def _forget_dates(data: bytearray, start: int, after: int) -> None:
    if start >= after:
        raise BrokenFile
    width = 16 if data[start] == 1 else 8
    if start + 4 + width > after:
        raise BrokenFile
    data[start + 4 : start + 4 + width] = bytes(width)
