"""What a file is by its first bytes. Sources: the formats' own specifications (RFC 8118, W3C PNG, ISO 14496-12 …)."""

import re

from networks.library.enums import FileKind

HEAD = 4096

_STARTS: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
)
ZIP_START = b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_PROGRAM_STARTS = (
    b"MZ",  # Windows
    b"\x7fELF",  # Linux
    b"\xfe\xed\xfa\xce",  # macOS, 32 bit
    b"\xfe\xed\xfa\xcf",  # macOS, 64 bit
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",  # Java class, macOS universal
    b"dex\n",  # Android
    b"\x00asm",  # WebAssembly
    b"L\x00\x00\x00\x01\x14\x02\x00",  # Windows shortcut
    b"!<arch>",  # object archive, Debian package
    b"\xed\xab\xee\xdb",  # RPM package
    b"MSCF",  # cabinet
)
_PROGRAM_NAMES = re.compile(
    r"\.(?:exe|dll|com|scr|pif|cpl|sys|msi|msp|msix|appx|bat|cmd|ps1|psm1|vbs|vbe|vb|js|jse|mjs|wsf|wsh|hta|lnk|"
    r"url|reg|jar|class|apk|app|dmg|pkg|deb|rpm|sh|bash|py|pyc|pl|rb|php|jnlp|gadget|inf|scf|chm|iso|img|vhd|"
    r"vhdx|docm|dotm|xlsm|xltm|xlam|xll|pptm|potm|ppam|ppsm|sldm)\s*\Z",
    re.IGNORECASE,
)
# Brands of files that hold MPEG-4 video and sound; others (HEIF images, QuickTime) share the container.
_MP4_BRANDS = frozenset(
    [
        b"isom",
        b"iso2",
        b"iso4",
        b"iso5",
        b"iso6",
        b"mp41",
        b"mp42",
        b"avc1",
        b"M4V ",
        b"M4VH",
        b"dash",
        b"MSNV",
    ]
)


def is_program(head: bytes) -> bool:
    """Whether the first bytes are those of something a machine runs."""
    return head.startswith(_PROGRAM_STARTS) or head.startswith(b"#!") or b"<?php" in head[:HEAD].lower()


def is_program_name(name: str) -> bool:
    """Whether a system would run a file of this name."""
    return bool(_PROGRAM_NAMES.search(name.rstrip(". ")))


def kind_by_signature(head: bytes) -> FileKind | None:
    """The kind, where the first bytes alone decide it."""
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _MP4_BRANDS:
        return FileKind.MP4
    return None
