"""What a file is by its first bytes: puremagic's table says what it looks like, this module what that means here."""

import re

import puremagic

from networks.library.enums import FileKind

HEAD = 4096
ZIP_START = b"PK\x03\x04"
PDF_HEADER = b"%PDF-"
# The header may stand behind other bytes (ISO 32000-1, note 13 of annex H).
PDF_HEADER_WITHIN = 1024

_IMAGES = {
    ".png": FileKind.PNG,
    ".jpg": FileKind.JPEG,
    ".jpeg": FileKind.JPEG,
    ".jfif": FileKind.JPEG,
    ".gif": FileKind.GIF,
    ".webp": FileKind.WEBP,
}
_PROGRAMS = frozenset(
    [".exe", ".dll", ".class", ".dex", ".lnk", ".rpm", ".udeb", ".cab", ".chm", ".appimage"]
)
_PROGRAM_WORDS = ("executable", "mach-o")
# What puremagic does not know: WebAssembly.
_MORE_PROGRAMS = (b"\x00asm",)
# Containers of much else too: looked into, not judged by their start.
_CONTAINERS = (b"PK", b"\xd0\xcf\x11\xe0")
_SHORTEST = 3
_WINDOWS_START = b"MZ"
_PROGRAM_NAMES = re.compile(
    r"\.(?:exe|dll|com|scr|pif|cpl|sys|msi|msp|msix|appx|bat|cmd|ps1|psm1|vbs|vbe|vb|js|jse|mjs|wsf|wsh|hta|lnk|"
    r"url|reg|jar|class|apk|app|dmg|pkg|deb|rpm|sh|bash|py|pyc|pl|rb|php|jnlp|gadget|inf|scf|chm|iso|img|vhd|"
    r"vhdx|docm|dotm|xlsm|xltm|xlam|xll|pptm|potm|ppam|ppsm|sldm)\Z",
    re.IGNORECASE,
)
# Brands of files that hold MPEG-4 video and sound; others (HEIF images, QuickTime) share the container.
_MP4_BRANDS = frozenset(
    [
        *(b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VH"),
        *(b"dash", b"MSNV"),
    ]
)


def is_program(head: bytes) -> bool:
    """Whether the first bytes of a file that is no text are those of something a machine runs."""
    return head.startswith((_WINDOWS_START, *_MORE_PROGRAMS)) or any(
        extension in _PROGRAMS or any(word in name for word in _PROGRAM_WORDS)
        for extension, name in _looks_like(head)
    )


def is_program_name(name: str) -> bool:
    """Whether a system would run a file of this name."""
    return bool(_PROGRAM_NAMES.search(name.rstrip(". \t\r\n")))


def kind_by_signature(head: bytes) -> FileKind | None:
    """The kind, where the first bytes alone decide it."""
    images = [_IMAGES[extension] for extension, _name in _looks_like(head) if extension in _IMAGES]
    if images:
        # Several formats begin with RIFF.
        return images[0] if images[0] is not FileKind.WEBP or head[8:12] == b"WEBP" else None
    if head[4:8] == b"ftyp" and head[8:12] in _MP4_BRANDS:
        return FileKind.MP4
    return FileKind.PDF if PDF_HEADER in head[:PDF_HEADER_WITHIN] else None


def _looks_like(head: bytes) -> list[tuple[str, str]]:
    """Extensions and names in lower case, the longest match first; what only the end or two bytes say is left out."""
    try:
        matches = puremagic.magic_string(head)
    except puremagic.PureError:
        return []
    return [
        (match.extension.lower(), match.name.lower())
        for match in matches
        if match.offset >= 0
        and len(match.byte_match) >= _SHORTEST
        and not match.byte_match.startswith(_CONTAINERS)
    ]
