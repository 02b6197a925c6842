"""OLE compound files, the container of old Office documents, Outlook messages and installers: none of them is taken."""

from typing import BinaryIO

import olefile

from networks.library.enums import Refusal

MAGIC = olefile.MAGIC
# By a stream that every file of the kind has.
_BY_STREAM = {
    "encryptedpackage": Refusal.ENCRYPTED,
    "worddocument": Refusal.OLD_OFFICE,
    "workbook": Refusal.OLD_OFFICE,
    "book": Refusal.OLD_OFFICE,
    "powerpoint document": Refusal.OLD_OFFICE,
    "__properties_version1.0": Refusal.MESSAGE,
}
_INSTALLER = "000C1084-0000-0000-C000-000000000046"
_FAULTS = (
    OSError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    AttributeError,
    RecursionError,
    MemoryError,
    OverflowError,
)


def refusal_of(stream: BinaryIO) -> Refusal:
    """Why this compound file is not taken."""
    stream.seek(0)
    try:
        with olefile.OleFileIO(stream) as compound:
            streams = {name[0].lower() for name in compound.listdir() if len(name) == 1}
            is_installer = compound.root is not None and compound.root.clsid == _INSTALLER
    except _FAULTS:
        return Refusal.UNKNOWN
    if is_installer:
        return Refusal.PROGRAM
    return next((refusal for name, refusal in _BY_STREAM.items() if name in streams), Refusal.UNKNOWN)
