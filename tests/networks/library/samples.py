"""Real files, made by the libraries people's own programs use, each with its maker's traces in it."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from openpyxl import Workbook
from PIL import Image, PngImagePlugin

AUTHOR = "Anna Kowalska"
SECRET = "CNRY-maker-4711"
GPS = {1: "N", 2: (52.0, 4.0, 30.0), 3: "E", 4: (23.0, 37.0, 0.0)}
SRGB = b"\x00" * 36 + b"acsp" + b"\x00" * 88


def _exif(orientation: int = 6) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = SECRET
    exif[0x013B] = AUTHOR
    exif.get_ifd(0x8825).update(GPS)
    return exif.tobytes()


def picture(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """A picture in which every quarter differs, so that turning it shows."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 200, 30), (0, 0, size[0] // 2, size[1] // 2))
    image.paste((30, 30, 200), (size[0] // 2, size[1] // 2, *size))
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def jpeg(orientation: int = 6, **options: Any) -> bytes:
    plain = saved(
        picture(), "JPEG", exif=_exif(orientation), icc_profile=SRGB, comment=SECRET.encode(), **options
    )
    photoshop = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + SECRET.encode()
    packet = b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>" + AUTHOR.encode() + b"</x:xmpmeta>"
    extra = b"".join(
        bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body
        for mark, body in ((0xED, photoshop), (0xE1, packet))
    )
    return plain[:2] + extra + plain[2:] + b"trailer " + SECRET.encode()


def png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", AUTHOR)
    texts.add_itxt("XML:com.adobe.xmp", SECRET, zip=False)
    texts.add_text("Comment", SECRET, zip=True)
    return saved(picture(), "PNG", pnginfo=texts, exif=_exif(), icc_profile=SRGB) + SECRET.encode()


def webp(**options: Any) -> bytes:
    return saved(picture(), "WEBP", exif=_exif(), xmp=SECRET.encode(), icc_profile=SRGB, **options)


def gif() -> bytes:
    frames = [picture((20, 20)), Image.new("RGB", (20, 20), (9, 9, 9)), picture((20, 20)).rotate(90)]
    return saved(
        frames[0],
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=80,
        loop=0,
        comment=SECRET.encode(),
    )


def pdf(**changes: Any) -> bytes:
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    document.docinfo["/Author"] = AUTHOR
    document.docinfo["/Producer"] = SECRET
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = [AUTHOR]
    for key, value in changes.items():
        document.Root[f"/{key}"] = value
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def scripted_pdf() -> bytes:
    return pdf(OpenAction=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")))


def pdf_with_file() -> bytes:
    document = pikepdf.open(io.BytesIO(pdf()))
    document.attachments["tool.exe"] = b"MZ" + b"\x00" * 60
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def locked_pdf() -> bytes:
    buffer = io.BytesIO()
    pikepdf.open(io.BytesIO(pdf())).save(buffer, encryption=pikepdf.Encryption(user="u", owner="o"))
    return buffer.getvalue()


def zipped(entries: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED, first_stored: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", way) as archive:
        for number, (name, contents) in enumerate(entries.items()):
            stored = first_stored and number == 0
            archive.writestr(name, contents, zipfile.ZIP_STORED if stored else way)
    return buffer.getvalue()


def xlsx() -> bytes:
    book = Workbook()
    book.active.append(["seizures", 5])
    book.properties.creator = AUTHOR
    book.properties.lastModifiedBy = SECRET
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def docx(**more: bytes) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    core = (
        f"<cp:coreProperties><dc:creator>{AUTHOR}</dc:creator><cp:lastModifiedBy>{SECRET}</cp:lastModifiedBy>"
    )
    entries = {
        "[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'.encode(),
        "_rels/.rels": b'<Relationships><Relationship Id="rId1" Type="http://x/officeDocument" Target="word/document.xml"/>'
        b'<Relationship Id="rId2" Type="http://x/package/2006/relationships/metadata/thumbnail" '
        b'Target="docProps/thumbnail.jpeg"/></Relationships>',
        "word/document.xml": b"<w:document>Text</w:document>",
        "docProps/core.xml": core.encode(),
        "docProps/app.xml": f"<Properties><Company>{SECRET}</Company></Properties>".encode(),
        "docProps/custom.xml": f"<Properties>{SECRET}</Properties>".encode(),
        "docProps/thumbnail.jpeg": jpeg(),
        "word/media/image1.jpeg": jpeg(),
    }
    return zipped(
        {**entries, **{name.replace("__", "/").replace("_dot_", "."): data for name, data in more.items()}}
    )


def odt(**more: bytes) -> bytes:
    entries = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": b"<office:document-content>Text</office:document-content>",
        "meta.xml": f"<office:meta><meta:initial-creator>{AUTHOR}</meta:initial-creator>{SECRET}</office:meta>".encode(),
        "Thumbnails/thumbnail.png": png(),
        "Pictures/10000.png": png(),
        "META-INF/manifest.xml": b'<manifest:manifest><manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" '
        b'manifest:media-type="image/png"/></manifest:manifest>',
    }
    return zipped(
        {**entries, **{name.replace("__", "/"): data for name, data in more.items()}}, first_stored=True
    )


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">L4s", len(body) + 8, name) + body


def mp4() -> bytes:
    dates = struct.pack(">LLL", 0, 3_800_000_000, 3_800_000_000) + b"\x00" * 80
    place = _box(b"udta", _box(b"\xa9xyz", b"\x00\x12\x15\xc7+52.0750+023.6167/" + SECRET.encode()))
    track = _box(b"trak", _box(b"tkhd", dates) + place)
    return (
        _box(b"ftyp", b"mp42\x00\x00\x00\x00mp42isom")
        + _box(b"moov", _box(b"mvhd", dates) + track + place + _box(b"meta", AUTHOR.encode()))
        + _box(b"mdat", b"film" * 500)
    )


def bomb_of_zeros(megabytes: int = 200) -> bytes:
    """Small to carry, large to unpack."""
    return zipped({"zeros.txt": b"\x00" * 1024 * 1024 * megabytes})


def overlapping_zip() -> bytes:
    """Two entries of the directory that share one piece of data."""
    data = bytearray(zipped({"a.txt": b"x" * 5000, "b.txt": b"x" * 5000}))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<L", 0)
    return bytes(data)


def huge_png() -> bytes:
    """One gigapixel in a few kilobytes."""
    header = struct.pack(">LLBBBBB", 32_000, 32_000, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\x00" * 32_001)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))
        for name, body in chunks
    )


def ole(*streams: str, installer: bool = False) -> bytes:
    """A compound file (MS-CFB) with empty streams of these names: header, one sector of directory, one of FAT."""
    none, end = 0xFFFFFFFF, 0xFFFFFFFE
    sectors = (len(streams) + 4) // 4
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<5H", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<9L", header, 44, 1, 0, 0, 4096, end, 0, end, 0, sectors)
    header[80:] = b"\xff" * 432
    directory = bytearray()
    for number, name in enumerate(("Root Entry", *streams)):
        entry, written = bytearray(128), name.encode("utf-16-le") + b"\0\0"
        entry[: len(written)] = written
        struct.pack_into("<HBB", entry, 64, len(written), 2 if number else 5, 1)
        following = number + 1 if number < len(streams) else none
        struct.pack_into("<3L", entry, 68, none, following if number else none, none if number else following)
        if installer and not number:
            entry[80:96] = bytes.fromhex("84100c0000000000c000000000000046")
        struct.pack_into("<L", entry, 116, end)
        directory += entry
    directory += b"\0" * (sectors * 512 - len(directory))
    chain = [*range(1, sectors), end, 0xFFFFFFFD]
    return bytes(header + directory) + struct.pack("<128L", *chain, *[none] * (128 - len(chain)))


def word_relations(target: str, *, mode: str = "External") -> bytes:
    """The relations of a document's settings, with a template."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    ).encode()


def with_template(target: str) -> bytes:
    """A Word document made from this template."""
    return docx(word___rels__settings_dot_xml_dot_rels=word_relations(target))


def locked_zip() -> bytes:
    """An archive whose entry says it is encrypted."""
    data = bytearray(zipped({"a.txt": b"secret"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + flags] |= 1
    return bytes(data)


def nested_zip(depth: int) -> bytes:
    """An archive in an archive in an archive …"""
    contents = b"core"
    for level in range(depth):
        contents = zipped({f"level{level}.zip" if level else "core.txt": contents})
    return contents


def pdf_bomb(streams: int, megabytes: int) -> bytes:
    """A PDF of a few kilobytes whose objects lie in streams that unpack to many megabytes each."""
    out, places, inner = io.BytesIO(), {}, {}
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def written(number: int, contents: bytes) -> None:
        places[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + contents + b"\nendobj\n")

    written(1, b"<</Type/Catalog/Pages 2 0 R>>")
    written(2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    written(3, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    for number in range(4, 4 + 2 * streams, 2):
        head = b"%d 0 " % (number + 1)
        packed = zlib.compress(head + b"null" + b" " * megabytes * 1024 * 1024, 9)
        kind = b"<</Type/ObjStm/N 1/First %d/Filter/FlateDecode/Length %d>>" % (len(head), len(packed))
        written(number, kind + b"stream\n" + packed + b"\nendstream")
        inner[number + 1] = number
    last, at = 4 + 2 * streams, out.tell()
    rows = [(0, 0, 65535)] + [
        (2, inner[number], 0) if number in inner else (1, places.get(number, at), 0)
        for number in range(1, last + 1)
    ]
    packed = zlib.compress(b"".join(struct.pack(">BLH", *row) for row in rows))
    out.write(
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n"
        % (last, last + 1, len(packed))
    )
    out.write(packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at)
    return out.getvalue()
