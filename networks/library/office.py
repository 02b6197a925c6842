"""Office documents inside zip archives: which they are, and whether they carry anything that runs."""

import re
import zipfile

from networks.library.archives import read_small
from networks.library.enums import MEDIA_TYPES, OPEN_DOCUMENT, FileKind, FileRefused, Refusal

CONTENT_TYPES = "[Content_Types].xml"
_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": FileKind.DOCX,
    b"spreadsheetml.sheet.main+xml": FileKind.XLSX,
    b"presentationml.presentation.main+xml": FileKind.PPTX,
    b"presentationml.slideshow.main+xml": FileKind.PPTX,
}
_ACTIVE_PARTS = re.compile(
    r"(?:\A|/)(?:vbaProject(?:Signature\w*)?\.bin|vbaData\.xml|activeX/|macrosheets/|Basic/|Scripts/)",
    re.IGNORECASE,
)
_REMOTE_TEMPLATE = re.compile(rb"<Relationship\b[^>]*attachedTemplate[^>]*>")


def office_kind(archive: zipfile.ZipFile) -> FileKind | None:
    """The kind of Office document, None for a plain archive; refuses macros, active content and passwords."""
    kind = _open_xml_kind(archive) or _open_document_kind(archive)
    if kind and any(_ACTIVE_PARTS.search(name) for name in archive.namelist()):
        raise FileRefused(Refusal.MACROS)
    return kind


def _open_xml_kind(archive: zipfile.ZipFile) -> FileKind | None:
    types = read_small(archive, CONTENT_TYPES)
    if not types:
        return None
    if b"macroenabled" in types.lower() or b"vbaProject" in types:
        raise FileRefused(Refusal.MACROS)
    for part, kind in _MAIN_PARTS.items():
        if part in types:
            _refuse_remote_template(archive)
            return kind
    raise FileRefused(Refusal.UNKNOWN)


def _refuse_remote_template(archive: zipfile.ZipFile) -> None:
    """A template fetched from elsewhere brings its macros along (MITRE ATT&CK T1221)."""
    relations = read_small(archive, "word/_rels/settings.xml.rels")
    if any(
        b"External" in found and b"http" in found.lower() for found in _REMOTE_TEMPLATE.findall(relations)
    ):
        raise FileRefused(Refusal.MACROS)


def _open_document_kind(archive: zipfile.ZipFile) -> FileKind | None:
    media_type = read_small(archive, "mimetype", 200).decode("ascii", "replace").strip()
    kind = next((kind for kind in OPEN_DOCUMENT if MEDIA_TYPES[kind] == media_type), None)
    if kind and b"encryption-data" in read_small(archive, "META-INF/manifest.xml"):
        raise FileRefused(Refusal.ENCRYPTED)
    return kind
