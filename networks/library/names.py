"""Names of files: the one people see, the one in the response header, and the random one on the disk."""

import re
import unicodedata
import uuid
from urllib.parse import quote

from networks.library.enums import MAX_NAME, FileKind

# Control, format (direction changers, zero-width) and private characters, surrogates, line and paragraph ends.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_RESERVED = re.compile(r'[<>:"|?*\\/;%\x00-\x1f]+')
_EXTENSION = re.compile(r"[A-Za-z][A-Za-z0-9]{1,4}")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ._()-]")
_SAME_KIND = {FileKind.JPEG: ("jpg", "jpeg")}
# Names that Windows keeps for devices.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z", re.IGNORECASE)


def safe_name(raw: str, kind: FileKind) -> str:
    """A name fit to be shown and saved: no path, nothing unseen, at most 120 characters, the extension of its kind."""
    base = raw.replace("\\", "/").rpartition("/")[2]
    seen = "".join(
        letter for letter in unicodedata.normalize("NFC", base) if unicodedata.category(letter) not in _UNSEEN
    )
    stem = _without_extension(" ".join(_RESERVED.sub(" ", seen).split()), kind).strip(" .'`$&")
    if not stem or _DEVICE.match(stem):
        stem = "file"
    return f"{stem[: MAX_NAME - len(kind.value) - 1].rstrip(' .')}.{kind.value}"


def _without_extension(name: str, kind: FileKind) -> str:
    stem, dot, extension = name.rpartition(".")
    if dot and extension.strip().lower() in _SAME_KIND.get(kind, (kind.value,)):
        return stem
    # `report.pdf.exe` found to be a PDF becomes `report.pdf`, not `report.pdf.exe.pdf`.
    while dot and _EXTENSION.fullmatch(extension.strip()):
        name = stem
        stem, dot, extension = name.rpartition(".")
    return name


def content_disposition(name: str, *, inline: bool) -> str:
    """The header of RFC 6266: a plain name for old clients, the real one in UTF-8 (RFC 8187)."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    fallback = _NOT_PLAIN.sub("_", ascii_name) or "file"
    disposition = "inline" if inline else "attachment"
    return f"{disposition}; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"


def storage_name() -> str:
    """Where a file lies below the root: random, spread over 256 folders, with no part of what a person typed."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"
