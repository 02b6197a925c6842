"""Office documents: parts with author, company and times are replaced by empty ones.

Pictures in the document lose their metadata too; everything else is copied.
"""

import shutil
import zipfile
from collections.abc import Mapping
from typing import BinaryIO

from lxml import etree

from networks.library.archives import MEGABYTE, opened, read_small
from networks.library.enums import IMAGES, FileRefused
from networks.library.metadata.fault import BrokenFile
from networks.library.metadata.images import strip_image
from networks.library.relations import relations_in
from networks.library.signatures import HEAD, kind_by_signature
from networks.library.xml_parts import attributes, read_xml

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
_BY_KIND = {
    "core-properties": _CORE,
    "extended-properties": _XML + b'<Properties xmlns="' + _PROPERTIES + b'/extended-properties"/>',
    "custom-properties": _XML + b'<Properties xmlns="' + _PROPERTIES + b'/custom-properties"/>',
}
_USUAL = {
    "docProps/core.xml": _BY_KIND["core-properties"],
    "docProps/app.xml": _BY_KIND["extended-properties"],
    "docProps/custom.xml": _BY_KIND["custom-properties"],
    "meta.xml": _META,
}
_SIGNED = ("_xmlsignatures/", "META-INF/documentsignatures.xml")
_RELATIONS, _MANIFEST = "_rels/.rels", "META-INF/manifest.xml"
_IMAGE_ENDINGS = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp")
MAX_IMAGE = 50 * MEGABYTE
_THUMBNAILS = ("docprops/thumbnail.", "thumbnails/")
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
    emptied, thumbnails = _telling_parts(archive)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for entry in archive.infolist():
            if entry.filename not in thumbnails and not entry.filename.lower().startswith(_THUMBNAILS):
                _copy_entry(archive, entry, result, emptied)


def _telling_parts(archive: zipfile.ZipFile) -> tuple[Mapping[str, bytes], frozenset[str]]:
    """What to write for each part that tells about the maker, and the names of thumbnails; both may have any name."""
    relations = read_small(archive, _RELATIONS)
    emptied, thumbnails = dict(_USUAL), set()
    for relation in relations_in(relations) if relations else ():
        part = relation.target.lstrip("/")
        if relation.kind in _BY_KIND:
            emptied[part] = _BY_KIND[relation.kind]
        elif relation.kind == "thumbnail":
            thumbnails.add(part)
    return emptied, frozenset(thumbnails)


def _copy_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, result: zipfile.ZipFile, emptied: Mapping[str, bytes]
) -> None:
    fresh = zipfile.ZipInfo(entry.filename, _MOMENT)
    # OpenDocument wants its first entry, `mimetype`, stored as it is.
    fresh.compress_type = entry.compress_type
    if entry.filename in emptied:
        result.writestr(fresh, emptied[entry.filename])
    elif entry.filename in (_RELATIONS, _MANIFEST):
        result.writestr(fresh, _without_thumbnails(read_small(archive, entry.filename)))
    elif entry.is_dir():
        result.writestr(fresh, b"")
    elif entry.filename.lower().endswith(_IMAGE_ENDINGS) and entry.file_size <= MAX_IMAGE:
        result.writestr(fresh, _stripped_image(archive.read(entry)))
    else:
        with archive.open(entry) as part, result.open(fresh, "w") as copy:
            shutil.copyfileobj(part, copy, MEGABYTE)


def _stripped_image(data: bytes) -> bytes:
    """A picture of the document without its metadata; one of another kind, or a damaged one, as it is."""
    kind = kind_by_signature(data[:HEAD]) if data else None
    if kind not in IMAGES:
        return data
    try:
        return strip_image(data, kind)
    except (BrokenFile, FileRefused):
        return data


def _without_thumbnails(part: bytes) -> bytes:
    """A list of relations or files without the thumbnails that are gone; as it was where it names none."""
    root = read_xml(part)
    mentions = [element for element in root.iterdescendants() if _is_thumbnail(attributes(element))]
    for element in mentions:
        element.getparent().remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if mentions else part


def _is_thumbnail(found: Mapping[str, str]) -> bool:
    return found.get("type", "").endswith("/metadata/thumbnail") or found.get("full-path", "").startswith(
        "Thumbnails/"
    )
