"""PNG (W3C Recommendation): chunks the picture needs are copied, all others are removed."""

import struct
import zlib

from networks.library.metadata import exif
from networks.library.metadata.fault import BrokenFile, Steps, part

_START = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    [
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"iCCP", b"sBIT"),
        *(b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT", b"mDCV", b"cLLI"),
    ]
)


def strip(data: bytes) -> bytes:
    """The picture without texts, times, EXIF and whatever follows its end."""
    if not data.startswith(_START):
        raise BrokenFile
    kept, at, name, orientation = [_START], len(_START), b"", exif.UPRIGHT
    steps = Steps()
    while name != b"IEND":
        steps.take()
        length = struct.unpack(">L", part(data, at, 4))[0]
        name, body = part(data, at + 4, 4), part(data, at + 8, length)
        if name == b"eXIf":
            orientation = exif.orientation(body)
        elif name in _KEPT:
            kept.append(part(data, at, length + 12))
        at += length + 12
    if orientation != exif.UPRIGHT:
        kept.insert(2, _chunk(b"eXIf", exif.block_with(orientation)))
    return b"".join(kept)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))
