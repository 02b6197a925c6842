"""EXIF orientation, the only EXIF value that is kept."""

import struct

from PIL import Image

ORIENTATION = 0x0112
UPRIGHT = 1


def orientation(block: bytes) -> int:
    """The orientation (1 to 8) in an EXIF block without its `Exif` mark; 1 where it says nothing sensible."""
    exif = Image.Exif()
    try:
        exif.load(block)
        value = exif.get(ORIENTATION, UPRIGHT)
    except (ValueError, SyntaxError, OSError, KeyError, TypeError, struct.error, IndexError):
        return UPRIGHT
    return value if isinstance(value, int) and 1 <= value <= 8 else UPRIGHT


def block_with(value: int) -> bytes:
    """A TIFF block (CIPA DC-008) that holds the orientation and nothing else."""
    return struct.pack("<2sHLHHHLHHL", b"II", 42, 8, 1, ORIENTATION, 3, 1, value, 0, 0)
