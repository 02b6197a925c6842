"""PDF (ISO 32000): author, producer and XMP are taken out; scripts and carried files are refused."""

from collections.abc import Iterator
from typing import BinaryIO

import pikepdf

from networks.library.enums import FileRefused, Refusal
from networks.library.metadata.fault import BrokenFile

MAX_OBJECTS = 300_000
MAX_PARTS = 3_000_000
_RUNNING = frozenset(["/JavaScript", "/Launch", "/Rendition", "/ImportData"])
_SCRIPT_KEYS = ("/JS", "/JavaScript")
_FILE_KEYS = ("/EmbeddedFiles", "/EF")
_TELLING = ("/Metadata", "/PieceInfo", "/LastModified")


def strip(source: BinaryIO, target: BinaryIO) -> None:
    """Writes the PDF without metadata. A signed one is written as it is: any change would break the signature."""
    try:
        with pikepdf.open(source) as document:
            if len(document.objects) > MAX_OBJECTS:
                raise FileRefused(Refusal.UNPACKS_TOO_LARGE)
            signed = _check(document)
            if not signed:
                _forget(document)
                document.save(target, deterministic_id=True)
    except pikepdf.PasswordError as fault:
        raise FileRefused(Refusal.ENCRYPTED) from fault
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError) as fault:
        raise BrokenFile from fault
    if signed:
        source.seek(0)
        target.write(source.read())


def _dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream, those written inside others included."""
    left = MAX_PARTS
    for thing in document.objects:
        waiting = [thing]
        while waiting:
            left -= 1
            if left < 0:
                raise FileRefused(Refusal.UNPACKS_TOO_LARGE)
            found = waiting.pop()
            if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                yield found
            waiting.extend(_inner(found))


def _inner(thing: pikepdf.Object) -> list[pikepdf.Object]:
    """Containers written inside this one; those with a number of their own come round by themselves."""
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
            raise FileRefused(Refusal.SCRIPT)
        if any(key in thing for key in _FILE_KEYS) or thing.get("/Type") == "/EmbeddedFile":
            raise FileRefused(Refusal.CARRIES_FILES)
        signed = signed or "/ByteRange" in thing
    return signed


def _forget(document: pikepdf.Pdf) -> None:
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    for thing in _dictionaries(document):
        for key in _TELLING:
            if key in thing:
                del thing[key]
