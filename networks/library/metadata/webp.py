"""WebP (RFC 9649): chunks the picture needs are copied, all others are removed."""

import struct

from networks.library.metadata import exif
from networks.library.metadata.fault import BrokenFile, Steps, part

_KEPT = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"])
_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04


def strip(data: bytes) -> bytes:
    """The picture without EXIF, XMP and whatever follows its end."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise BrokenFile
    end = 8 + struct.unpack("<L", part(data, 4, 4))[0]
    kept: list[tuple[bytes, bytes]] = []
    orientation, at = exif.UPRIGHT, 12
    steps = Steps()
    while at + 8 <= min(end, len(data)):
        steps.take()
        name, length = part(data, at, 4), struct.unpack("<L", part(data, at + 4, 4))[0]
        body = part(data, at + 8, length)
        if name == b"EXIF":
            orientation = exif.orientation(body.removeprefix(b"Exif\x00\x00"))
        elif name in _KEPT:
            kept.append((name, body))
        at += 8 + length + length % 2
    if not kept:
        raise BrokenFile
    return _joined(kept, orientation)


def _joined(kept: list[tuple[bytes, bytes]], orientation: int) -> bytes:
    is_extended, turned = kept[0][0] == b"VP8X", orientation != exif.UPRIGHT
    if is_extended:
        body = kept[0][1]
        flags = body[0] & ~(_EXIF_FLAG | _XMP_FLAG) | (_EXIF_FLAG if turned else 0)
        kept[0] = (b"VP8X", bytes([flags]) + body[1:])
    if is_extended and turned:
        kept.append((b"EXIF", exif.block_with(orientation)))
    chunks = b"".join(
        name + struct.pack("<L", len(body)) + body + b"\x00" * (len(body) % 2) for name, body in kept
    )
    return b"RIFF" + struct.pack("<L", len(chunks) + 4) + b"WEBP" + chunks
