"""Office documents inside zip archives: which they are, and whether they carry anything that runs."""

import re
import zipfile

from networks.library.archives import MEGABYTE, read_small
from networks.library.enums import MEDIA_TYPES, OPEN_DOCUMENT, FileKind, FileRefused, Refusal
from networks.library.relations import is_remote, relations_in
from networks.library.xml_parts import attributes, local_name, read_xml

CONTENT_TYPES = "[Content_Types].xml"
MAX_RELATIONS = 8 * MEGABYTE
_MAIN_PARTS = {
    "wordprocessingml.document.main+xml": FileKind.DOCX,
    "spreadsheetml.sheet.main+xml": FileKind.XLSX,
    "presentationml.presentation.main+xml": FileKind.PPTX,
    "presentationml.slideshow.main+xml": FileKind.PPTX,
}
_ACTIVE_TYPES = ("macroenabled", "vbaproject")
_ACTIVE_PARTS = re.compile(
    r"(?:\A|/)(?:vbaProject(?:Signature\w*+)?\.bin|vbaData\.xml|activeX/|macrosheets/|Basic/|Scripts/)",
    re.IGNORECASE,
)


def office_kind(archive: zipfile.ZipFile) -> FileKind | None:
    """The kind of Office document, None for another archive; refuses macros, active content and passwords."""
    kind = _open_xml_kind(archive) or _open_document_kind(archive)
    if kind and any(_ACTIVE_PARTS.search(name) for name in archive.namelist()):
        raise FileRefused(Refusal.MACROS)
    return kind


def is_open_xml(archive: zipfile.ZipFile) -> bool:
    """Whether the archive is a document of an Office Open XML program, of a kind we take or not."""
    return CONTENT_TYPES in archive.namelist()


def _open_xml_kind(archive: zipfile.ZipFile) -> FileKind | None:
    types = _content_types(archive)
    if any(word in named for named in types for word in _ACTIVE_TYPES):
        raise FileRefused(Refusal.MACROS)
    for part, kind in _MAIN_PARTS.items():
        if any(named.endswith(part) for named in types):
            _refuse_remote_template(archive)
            return kind
    return None


def _content_types(archive: zipfile.ZipFile) -> set[str]:
    """The types of contents that the document says it holds, in lower case."""
    part = read_small(archive, CONTENT_TYPES)
    if not part:
        return set()
    found = (
        attributes(element)
        for element in read_xml(part).iter()
        if local_name(element.tag) in ("default", "override")
    )
    return {one.get("contenttype", "").lower() for one in found}


def _refuse_remote_template(archive: zipfile.ZipFile) -> None:
    """A template fetched from elsewhere brings its macros along (MITRE ATT&CK T1221)."""
    for name in archive.namelist():
        if name.lower().startswith("word/") and name.lower().endswith(".rels"):
            for relation in relations_in(read_small(archive, name, MAX_RELATIONS)):
                if relation.kind == "attachedtemplate" and is_remote(relation.target):
                    raise FileRefused(Refusal.REMOTE_TEMPLATE)


def _open_document_kind(archive: zipfile.ZipFile) -> FileKind | None:
    media_type = read_small(archive, "mimetype", 200).decode("ascii", "replace").strip()
    kind = next((kind for kind in OPEN_DOCUMENT if MEDIA_TYPES[kind] == media_type), None)
    if kind and b"encryption-data" in read_small(archive, "META-INF/manifest.xml"):
        raise FileRefused(Refusal.ENCRYPTED)
    return kind
