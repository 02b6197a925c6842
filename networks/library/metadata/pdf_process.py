"""Cleans one PDF in a process of its own, started by `pdf.strip`: `python pdf_process.py SOURCE TARGET`.

It prints one of the outcomes below. It imports nothing of the product, so that it starts quickly.
"""

import resource
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pikepdf
from pikepdf import settings

TAKEN, SCRIPT, CARRIES_FILES, ENCRYPTED, TOO_LARGE, DAMAGED = (
    "taken",
    "script",
    "carries_files",
    "encrypted",
    "unpacks_too_large",
    "damaged",
)
MEGABYTE = 1024 * 1024
MAX_SECONDS = 10
MAX_MEMORY = 1024 * MEGABYTE
MAX_WRITTEN = 200 * MEGABYTE
# One stream that is unpacked to find objects; pictures and pages are never unpacked.
MAX_STREAM = 64 * MEGABYTE
MAX_OBJECTS = 300_000
MAX_PARTS = 3_000_000
_RUNNING = frozenset(["/JavaScript", "/Launch", "/Rendition", "/ImportData"])
_SCRIPT_KEYS = ("/JS", "/JavaScript")
_FILE_KEYS = ("/EmbeddedFiles", "/EF")
_TELLING = ("/Metadata", "/PieceInfo", "/LastModified")


class Refused(Exception):
    """The PDF is not taken; its argument is the outcome."""


def clean(source: Path, target: Path) -> str:
    """Write the PDF without its metadata; gives the outcome."""
    try:
        return _write(source, target)
    except Refused as refused:
        return str(refused)
    except pikepdf.PasswordError:
        return ENCRYPTED
    except MemoryError:
        return TOO_LARGE
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, OverflowError):
        return DAMAGED


def _limit() -> None:
    """Ends this process when it takes too much. Some systems know fewer limits."""
    for kind, most in (
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_FSIZE, MAX_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))
    settings.set_qpdf_limits(
        flate_max_memory=MAX_STREAM,
        png_max_memory=MAX_STREAM,
        tiff_max_memory=MAX_STREAM,
        run_length_max_memory=MAX_STREAM,
    )


def _write(source: Path, target: Path) -> str:
    """A signed PDF is copied as it is: any change would break the signature."""
    with pikepdf.open(source) as document:
        if len(document.objects) > MAX_OBJECTS:
            raise Refused(TOO_LARGE)
        signed = _check(document)
        if not signed:
            _forget(document)
            document.save(target, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    if signed:
        shutil.copyfile(source, target)
    return TAKEN


def _dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream, those written inside others included."""
    left = MAX_PARTS
    for thing in document.objects:
        waiting = [thing]
        while waiting:
            left -= 1
            if left < 0:
                raise Refused(TOO_LARGE)
            found = waiting.pop()
            if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                yield found
            waiting.extend(_inner(found))


def _inner(thing: pikepdf.Object) -> list[pikepdf.Object]:
    """Containers written inside this one; those with a number of their own are met by themselves."""
    if isinstance(thing, pikepdf.Array):
        children = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        children = [value for _key, value in thing.items()]
    else:
        return []
    return [
        child
        for child in children
        if isinstance(child, pikepdf.Dictionary | pikepdf.Array) and not child.is_indirect
    ]


def _check(document: pikepdf.Pdf) -> bool:
    """Whether the PDF is signed; refuses what runs and what hides other files."""
    signed = False
    for thing in _dictionaries(document):
        if any(key in thing for key in _SCRIPT_KEYS) or str(thing.get("/S", "")) in _RUNNING:
            raise Refused(SCRIPT)
        if any(key in thing for key in _FILE_KEYS) or thing.get("/Type") == "/EmbeddedFile":
            raise Refused(CARRIES_FILES)
        signed = signed or "/ByteRange" in thing
    return signed


def _forget(document: pikepdf.Pdf) -> None:
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    for thing in _dictionaries(document):
        for key in _TELLING:
            if key in thing:
                del thing[key]


if __name__ == "__main__":
    _limit()
    sys.stdout.write(clean(Path(sys.argv[1]), Path(sys.argv[2])))
