"""Pictures that were stripped are decoded once, by Pillow, before they are kept.

Pillow is slow with countless tiny parts, so it gets the stripped picture and never the one that was sent.
"""

import io
import warnings

from PIL import Image, UnidentifiedImageError

from networks.library.enums import FileKind, FileRefused, Refusal
from networks.library.metadata import gif, jpeg, png, webp

MAX_PIXELS = 50_000_000
MAX_FRAMES = 500
MAX_PIXELS_OF_FRAMES = 400_000_000

_STRIP = {
    FileKind.JPEG: jpeg.strip,
    FileKind.PNG: png.strip,
    FileKind.GIF: gif.strip,
    FileKind.WEBP: webp.strip,
}
_PILLOW_NAMES = {FileKind.PNG: "PNG", FileKind.JPEG: "JPEG", FileKind.GIF: "GIF", FileKind.WEBP: "WEBP"}
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, OverflowError)


def strip_image(data: bytes, kind: FileKind) -> bytes:
    """The image without its metadata. Raises `BrokenFile` for a damaged one."""
    return _STRIP[kind](data)


def check_image(stripped: bytes, kind: FileKind) -> None:
    """Refuses an image that does not decode or would fill the memory; the size is known before a pixel is read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(stripped), formats=[_PILLOW_NAMES[kind]]) as image:
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
