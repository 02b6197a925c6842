"""GIF (GIF89a specification): pictures and their timing are copied, comments and unknown extensions are removed."""

from networks.library.enums import FileRefused, Refusal
from networks.library.metadata.fault import BrokenFile, Steps, part

MAX_FRAMES = 500
_PICTURE, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPING = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def strip(data: bytes) -> bytes:
    """The picture without comments, XMP and whatever follows its end; refuses one of too many frames."""
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        raise BrokenFile
    at = 13 + _colours(part(data, 10, 1)[0])
    kept, frames, steps = [part(data, 0, at)], 0, Steps()
    while part(data, at, 1)[0] != _END:
        if data[at] == _PICTURE:
            end = _end_of_blocks(data, at + 10 + _colours(part(data, at + 9, 1)[0]) + 1, steps)
            kept.append(data[at:end])
            frames += 1
        elif data[at] == _EXTENSION:
            end = _end_of_blocks(data, at + 2, steps)
            kept.append(data[at:end] if _is_kept(data, at) else b"")
        else:
            raise BrokenFile
        if frames > MAX_FRAMES:
            raise FileRefused(Refusal.IMAGE_TOO_LARGE)
        at = end
    return b"".join([*kept, bytes([_END])])


def _colours(packed: int) -> int:
    """Bytes of a colour table."""
    return 3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0


def _end_of_blocks(data: bytes, at: int, steps: Steps) -> int:
    steps.take()
    while length := part(data, at, 1)[0]:
        at += length + 1
        steps.take()
    return at + 1


def _is_kept(data: bytes, at: int) -> bool:
    label = part(data, at + 1, 1)[0]
    return label == _CONTROL or (label == _APPLICATION and data[at + 3 : at + 14] in _LOOPING)
