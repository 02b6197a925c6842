"""PDF (ISO 32000): author, producer and XMP are taken out; scripts and carried files are refused.

The library that reads PDFs stops every other thread of the process while it works, and a small file can make it
work long: so each PDF is read in a process of its own, which is ended when it takes too much.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import BinaryIO

from networks.library.enums import FileRefused, Refusal
from networks.library.metadata import pdf_process
from networks.library.signatures import PDF_HEADER, PDF_HEADER_WITHIN

MAX_SECONDS = 30
# Each process may take a gigabyte.
_AT_ONCE = BoundedSemaphore(os.cpu_count() or 1)


def strip(source: BinaryIO, target: BinaryIO) -> None:
    """Writes the PDF without metadata. A signed one is written as it is, from its header on."""
    with TemporaryDirectory(prefix="pdf-") as folder:
        dirty, clean = Path(folder) / "dirty.pdf", Path(folder) / "clean.pdf"
        with dirty.open("wb") as copy:
            _skip_to_header(source)
            shutil.copyfileobj(source, copy)
        outcome = _outcome(dirty, clean)
        if outcome != pdf_process.TAKEN:
            raise FileRefused(Refusal(outcome))
        with clean.open("rb") as cleaned:
            shutil.copyfileobj(cleaned, target)


def _skip_to_header(source: BinaryIO) -> None:
    source.seek(0)
    source.seek(max(0, source.read(PDF_HEADER_WITHIN).find(PDF_HEADER)))


def _outcome(dirty: Path, clean: Path) -> str:
    command = [sys.executable, "-I", pdf_process.__file__, str(dirty), str(clean)]
    with _AT_ONCE:
        try:
            done = subprocess.run(command, capture_output=True, timeout=MAX_SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired:
            return Refusal.TOO_SLOW
    if done.returncode == 0:
        return done.stdout.decode()
    # Ended by the limit of memory, or of time.
    return (
        Refusal.UNPACKS_TOO_LARGE
        if b"MemoryError" in done.stderr or b"bad_alloc" in done.stderr
        else Refusal.TOO_SLOW
    )
