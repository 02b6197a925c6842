"""What a file tells about its maker is gone from what is kept; what it shows is not."""

import io
import re
import zipfile

import openpyxl
import pikepdf
import pytest
from PIL import Image, ImageOps

from networks.library.enums import FileKind
from networks.library.metadata import write_without_metadata
from tests.networks.library import samples

WITH_TRACES = [
    (samples.jpeg, FileKind.JPEG),
    (lambda: samples.jpeg(progressive=True), FileKind.JPEG),
    (samples.png, FileKind.PNG),
    (samples.webp, FileKind.WEBP),
    (lambda: samples.webp(lossless=True), FileKind.WEBP),
    (samples.gif, FileKind.GIF),
    (samples.pdf, FileKind.PDF),
    (samples.docx, FileKind.DOCX),
    (samples.xlsx, FileKind.XLSX),
    (samples.odt, FileKind.ODT),
    (samples.mp4, FileKind.MP4),
]


def _kept(contents: bytes, kind: FileKind) -> bytes:
    target = io.BytesIO()
    write_without_metadata(io.BytesIO(contents), kind, target)
    return target.getvalue()


def _everything_in(contents: bytes) -> bytes:
    """The bytes, and those of what is packed inside."""
    if not contents.startswith(b"PK"):
        return contents
    with zipfile.ZipFile(io.BytesIO(contents)) as archive:
        return contents + b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize(("make", "kind"), WITH_TRACES)
def test_no_name_place_or_device_is_left(make, kind) -> None:
    before, after = _everything_in(make()), _everything_in(_kept(make(), kind))
    traces = [samples.SECRET.encode(), samples.AUTHOR.encode()]
    assert any(trace in before for trace in traces) or kind is FileKind.PDF
    assert not [trace for trace in traces if trace in after]


@pytest.mark.parametrize(("make", "kind"), WITH_TRACES)
def test_removing_twice_changes_nothing_more(make, kind) -> None:
    once = _kept(make(), kind)
    assert _everything_in(_kept(once, kind)) == _everything_in(once)


@pytest.mark.parametrize(("make", "kind"), WITH_TRACES[:6])
def test_a_picture_looks_the_same_and_stands_the_same_way_up(make, kind) -> None:
    before, after = Image.open(io.BytesIO(make())), Image.open(io.BytesIO(_kept(make(), kind)))
    assert ImageOps.exif_transpose(before).tobytes() == ImageOps.exif_transpose(after).tobytes()
    assert after.info.get("icc_profile") == before.info.get("icc_profile")


@pytest.mark.parametrize(("make", "kind"), [(samples.jpeg, FileKind.JPEG), (samples.png, FileKind.PNG)])
def test_of_exif_only_the_orientation_is_left(make, kind) -> None:
    exif = Image.open(io.BytesIO(_kept(make(), kind))).getexif()
    assert dict(exif) == {0x0112: 6}
    assert not exif.get_ifd(0x8825)


def test_an_animation_keeps_its_frames_and_their_timing() -> None:
    before, after = (
        Image.open(io.BytesIO(data)) for data in (samples.gif(), _kept(samples.gif(), FileKind.GIF))
    )
    assert (after.n_frames, after.info["duration"], after.info["loop"]) == (3, 80, 0)
    for number in range(3):
        before.seek(number)
        after.seek(number)
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


def test_a_pdf_keeps_its_pages_and_loses_author_and_xmp() -> None:
    with pikepdf.open(io.BytesIO(_kept(samples.pdf(), FileKind.PDF))) as document:
        assert len(document.pages) == 1
        assert "/Info" not in document.trailer
        assert "/Metadata" not in document.Root


def test_a_signed_pdf_is_kept_byte_for_byte() -> None:
    signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=pikepdf.Array([0, 1, 2, 3]))
    signed = samples.pdf(AcroForm=pikepdf.Dictionary(Fields=pikepdf.Array([pikepdf.Dictionary(V=signature)])))
    assert _kept(signed, FileKind.PDF) == signed


def test_a_workbook_opens_with_its_cells_and_without_its_author() -> None:
    book = openpyxl.load_workbook(io.BytesIO(_kept(samples.xlsx(), FileKind.XLSX)))
    assert [cell.value for cell in book.active[1]] == ["seizures", 5]
    assert not book.properties.lastModifiedBy


def test_an_open_document_still_begins_with_its_type() -> None:
    kept = _kept(samples.odt(), FileKind.ODT)
    first = zipfile.ZipFile(io.BytesIO(kept)).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert kept[30:38] == b"mimetype"


@pytest.mark.parametrize(("make", "kind"), [(samples.docx, FileKind.DOCX), (samples.odt, FileKind.ODT)])
def test_thumbnails_go_and_nothing_points_at_them_any_more(make, kind) -> None:
    kept = _everything_in(_kept(make(), kind))
    assert not re.search(rb"thumbnail", kept, re.IGNORECASE)
    assert b"Text" in kept


def test_a_film_keeps_its_length_and_its_picture_data() -> None:
    kept = _kept(samples.mp4(), FileKind.MP4)
    assert len(kept) == len(samples.mp4())
    assert b"film" * 500 in kept
    assert b"+52.0750" not in kept


def test_pictures_in_a_document_keep_their_pixels_and_lose_their_place() -> None:
    with zipfile.ZipFile(io.BytesIO(_kept(samples.docx(), FileKind.DOCX))) as archive:
        kept = archive.read("word/media/image1.jpeg")
    after, before = Image.open(io.BytesIO(kept)), Image.open(io.BytesIO(samples.jpeg()))
    assert not after.getexif().get_ifd(0x8825)
    assert after.tobytes() == before.tobytes()


def test_a_damaged_picture_in_a_document_is_left_as_it_is() -> None:
    damaged = samples.jpeg()[:700]
    document = samples.docx(word__media__image2_dot_jpeg=damaged, word__media__empty_dot_png=b"")
    with zipfile.ZipFile(io.BytesIO(_kept(document, FileKind.DOCX))) as archive:
        assert archive.read("word/media/image2.jpeg") == damaged
        assert archive.read("word/media/empty.png") == b""


def test_properties_under_another_name_are_emptied_too() -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
        b'Target="/package/services/metadata/core-properties/1.psmdcp"/></Relationships>'
    )
    part = "package/services/metadata/core-properties/1.psmdcp"
    document = samples.docx(**{"_rels/_dot_rels": relations, part: samples.AUTHOR.encode()})
    with zipfile.ZipFile(io.BytesIO(_kept(document, FileKind.DOCX))) as archive:
        assert samples.AUTHOR.encode() not in archive.read(part)
