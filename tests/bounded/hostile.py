"""Inputs of a given size that are made to be slow for the formats people send."""

import struct
import zipfile
from collections.abc import Callable, Mapping

from tests.networks.library import samples

Maker = Callable[[int], bytes]

PIECES = (
    *(
        " ",
        "\n",
        "\t",
        "a",
        "a ",
        "a\n",
        "A",
        "0",
        "0 ",
        "0.",
        "-",
        "--",
        "_",
        "__",
        "*",
        "**",
        "~~",
        "`",
        "```\n",
        "> ",
        "- ",
    ),
    *(
        "  - a\n",
        "1. ",
        "# a\n",
        "[",
        "[a](",
        "![",
        "](",
        "[a]: b\n",
        "[^a]",
        "[^a]: b\n",
        "<",
        "<a ",
        "</",
        "<!--",
        "<!-- a -->\n",
    ),
    *(
        "<?",
        "&",
        "&#",
        "&amp;",
        '"',
        "'",
        '-"',
        "|",
        "| a ",
        "|-|\n",
        "!!! a\n",
        "\\",
        "/",
        "//",
        "@",
        "a@",
        "@a ",
        ":",
        ": ",
        ".",
    ),
    *(
        "{",
        "}",
        "$",
        "%20",
        "http://a",
        "http://",
        "e\u0301",
        "\u0301",
        "\u200b",
        "\u202e",
        "\U0001f468\u200d",
        "ß",
        "İ",
    ),
    *(
        "8703.",
        "87 ",
        "AND ",
        "NOT ",
        "* ",
        "a-",
        "a*",
        "(",
        "((",
        ")",
        "[[",
        "]]",
        '{"a":',
        "bytes=",
        "0-1,",
    ),
)
ENDINGS = ("", "\x00", "\n# T")


def texts() -> list[Maker]:
    """Pieces of what people type, over and over."""
    return [_repeated(piece.encode(), ending.encode()) for piece in PIECES for ending in ENDINGS]


def _repeated(piece: bytes, ending: bytes = b"", beginning: bytes = b"") -> Maker:
    return lambda size: beginning + piece * (size // len(piece)) + ending


def _after(whole: bytes, at: int, piece: bytes) -> Maker:
    """A real file with many pieces put in."""
    return lambda size: whole[:at] + piece * (size // len(piece)) + whole[at:]


def _boxes_in_boxes(size: int) -> bytes:
    boxes = b"".join(struct.pack(">L4s", size - 8 * number, b"trak") for number in range(size // 8))
    return (
        struct.pack(">L4s8s", 16, b"ftyp", b"isom\0\0\0\0")
        + struct.pack(">L4s", len(boxes) + 8, b"moov")
        + boxes
    )


def _attributes(size: int) -> bytes:
    return b"<a " + b" ".join(b'a%d="b"' % number for number in range(size // 10)) + b"/>"


def _entities(size: int) -> bytes:
    declared = b"".join(
        b'<!ENTITY e%d "%s">' % (number, b"&e%d;" % (number - 1) * 10) for number in range(1, size // 90)
    )
    return b'<!DOCTYPE a [<!ENTITY e0 "lol">' + declared + b"]><a>&e9;</a>"


XML: list[Maker] = [
    _repeated(b"<Relationship "),
    _repeated(b"<Relationship ", beginning=b"<Relationships>"),
    _repeated(b'<Relationship Type="/attachedTemplate"/>', b"</a>", b"<a>"),
    _repeated(b'<Override ContentType="a"/>', b"</Types>", b"<Types>"),
    _repeated(b"<a>"),
    _repeated(b"<!---->"),
    _repeated(b"<![CDATA["),
    _repeated(b"a:b:", b"/>", b"<"),
    _repeated(b"&#9;", b"</a>", b"<a>"),
    _attributes,
    _entities,
]


def _in_archive(part: str, make: Maker) -> Maker:
    types = b'<Types><Override ContentType="a.wordprocessingml.document.main+xml"/></Types>'
    return lambda size: samples.zipped({"[Content_Types].xml": types, part: make(size)}, zipfile.ZIP_STORED)


def _many_entries(size: int) -> bytes:
    return samples.zipped({str(number): b"" for number in range(size // 100)})


def _end_marks(size: int) -> bytes:
    return samples.zipped({"a": b"b"}) + b"PK\x05\x06" * (size // 4)


def _compound(size: int) -> bytes:
    return samples.ole(*(f"N{number}" for number in range(min(size // 128, 500))))


ARCHIVES: list[Maker] = [
    _many_entries,
    _end_marks,
    *(
        _in_archive(part, make)
        for part in ("word/_rels/a.xml.rels", "_rels/.rels", "META-INF/manifest.xml")
        for make in XML
    ),
]
_PNG, _JPEG, _GIF, _WEBP = samples.png(), samples.jpeg(), samples.gif(), samples.webp()
PICTURES: list[Maker] = [
    _after(_PNG, 33, struct.pack(">L4sL", 0, b"tEXt", 0)),
    _after(_PNG, 33, struct.pack(">L4sL", 0, b"IDAT", 0x35AF061E)),
    _after(_JPEG, 2, b"\xff"),
    _after(_JPEG, 2, b"\xff\xfe\x00\x02"),
    _after(_JPEG, len(_JPEG) - 60, b"\xff\x00"),
    _after(_GIF, 13 + 3 * 2 ** ((_GIF[10] & 7) + 1) * (_GIF[10] >> 7), b"!\xfe\x00"),
    _after(_GIF, 13 + 3 * 2 ** ((_GIF[10] & 7) + 1) * (_GIF[10] >> 7), b"!\xfe" + b"\x01a" * 500 + b"\x00"),
    _after(_WEBP, 12, b"ABCD\x00\x00\x00\x00"),
    _repeated(struct.pack(">L4s", 8, b"trak"), beginning=struct.pack(">L4s8s", 16, b"ftyp", b"isom\0\0\0\0")),
    _boxes_in_boxes,
]
_PDF = samples.pdf()
PDFS: list[Maker] = [
    _after(_PDF, 9, b"%\n"),
    _after(_PDF, 9, b"1 0 obj\n"),
    _after(_PDF, 9, b"["),
    _after(_PDF, 9, b"<<"),
    _after(_PDF, len(_PDF) - 30, b"startxref\n"),
    _after(_PDF, len(_PDF) - 30, b"trailer<</Prev 9>>\n"),
    _repeated(b"%PDF-1.7\n"),
]
# By the beginning of the name of a parser; all others read texts.
SPECIAL: Mapping[str, list[Maker]] = {
    "networks.library.metadata.office": ARCHIVES,
    "networks.library.metadata.": PICTURES,
    "networks.library.archives": ARCHIVES,
    "networks.library.office": ARCHIVES,
    "networks.library.inspection": [*ARCHIVES, *texts(), _compound],
    "networks.library.compound": [_compound],
    "networks.library.relations.relations_in": XML,
    "networks.library.xml_parts": XML,
}


def makers_for(name: str) -> list[Maker]:
    """Inputs for a parser."""
    return next((makers for start, makers in SPECIAL.items() if name.startswith(start)), texts())
