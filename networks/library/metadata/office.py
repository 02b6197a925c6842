"""Office documents: the parts that hold author, company and times are replaced by empty ones, the rest is copied."""

import re
import shutil
import zipfile
from typing import BinaryIO

from networks.library.archives import MEGABYTE, opened, read_small

_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PROPERTIES = b"http://schemas.openxmlformats.org/officeDocument/2006"
_CORE = (
    _XML
    + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_META = (
    _XML + b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'office:version="1.3"><office:meta/></office:document-meta>'
)
# Sources: ECMA-376 part 2 (core), part 1 (app, custom), OASIS OpenDocument 1.3 part 2 (meta.xml).
_EMPTIED = {
    "docProps/core.xml": _CORE,
    "docProps/app.xml": _XML + b'<Properties xmlns="' + _PROPERTIES + b'/extended-properties"/>',
    "docProps/custom.xml": _XML + b'<Properties xmlns="' + _PROPERTIES + b'/custom-properties"/>',
    "meta.xml": _META,
}
_SIGNED = ("_xmlsignatures/", "META-INF/documentsignatures.xml")
_THUMBNAIL = re.compile(r"(?:docProps/thumbnail\.\w+|Thumbnails/.*)\Z", re.IGNORECASE)
_MENTION_OF_THUMBNAIL = {
    "_rels/.rels": re.compile(rb"<Relationship\b[^>]*/metadata/thumbnail\"[^>]*/>"),
    "META-INF/manifest.xml": re.compile(rb"<manifest:file-entry\b[^>]*\"Thumbnails/[^>]*/>"),
}
# The same moment for all: when an entry was packed tells about its maker too.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def strip(source: BinaryIO, target: BinaryIO) -> None:
    """Writes the document without metadata. A signed one is written as it is: any change would break the signature."""
    with opened(source) as archive:
        signed = any(name.startswith(_SIGNED) for name in archive.namelist())
        if not signed:
            _copy(archive, target)
    if signed:
        source.seek(0)
        shutil.copyfileobj(source, target, MEGABYTE)


def _copy(archive: zipfile.ZipFile, target: BinaryIO) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for entry in archive.infolist():
            if not _THUMBNAIL.match(entry.filename):
                _copy_entry(archive, entry, result)


def _copy_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, result: zipfile.ZipFile) -> None:
    fresh = zipfile.ZipInfo(entry.filename, _MOMENT)
    # OpenDocument wants its first entry, `mimetype`, stored as it is.
    fresh.compress_type = entry.compress_type
    if entry.filename in _EMPTIED:
        result.writestr(fresh, _EMPTIED[entry.filename])
    elif entry.filename in _MENTION_OF_THUMBNAIL:
        mention = _MENTION_OF_THUMBNAIL[entry.filename]
        result.writestr(fresh, mention.sub(b"", read_small(archive, entry.filename)))
    elif entry.is_dir():
        result.writestr(fresh, b"")
    else:
        with archive.open(entry) as part, result.open(fresh, "w") as copy:
            shutil.copyfileobj(part, copy, MEGABYTE)
