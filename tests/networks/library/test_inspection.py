"""What is taken and what is refused, by contents and never by name."""

import io
import time
import zipfile
from collections.abc import Iterator
from functools import partial

import pytest
from django.utils import translation

from networks.library.archives import MAX_ENTRIES
from networks.library.enums import MEDIA_TYPES, FileKind, FileRefused, Refusal
from networks.library.inspection import MAX_FILE_BYTES, inspect
from networks.library.metadata import pdf_process, write_without_metadata
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
    ("report.pdf", lambda: b"\r\n" + samples.pdf(), FileKind.PDF),
    ("report.pdf", lambda: b"\xef\xbb\xbf" + samples.pdf(), FileKind.PDF),
    ("report.pdf", lambda: b"Content-Type: application/pdf\r\n\r\n" + samples.pdf(), FileKind.PDF),
    ("report.pdf", lambda: b"\x00" * 900 + samples.pdf(), FileKind.PDF),
    ("goods.csv", lambda: b"MZ;Mozambique\nPL;Poland\n", FileKind.CSV),
    ("goods.csv", lambda: "MZ;Země\n".encode("cp1250"), FileKind.CSV),
    ("goods.txt", lambda: b"MSCF is the code of the shipping company", FileKind.TXT),
    ("notes.txt", lambda: b"#!important: read this first", FileKind.TXT),
    ("notes.md", lambda: b"#Requires signature of the contact point", FileKind.MD),
    ("notes.txt", lambda: b"@echo off is a command of DOS", FileKind.TXT),
    ("notes.txt", lambda: b"Windows Registry Editor: how to open it", FileKind.TXT),
    ("notes.md", lambda: b"# A find\n\nThe page began with <?php system($_GET[0]); ?>", FileKind.MD),
    ("dos.csv", lambda: "a;f\u00fcr\r\n\x1a".encode("cp850"), FileKind.CSV),
    ("notes.txt", lambda: b"%PDF-1.7 is how a PDF begins", FileKind.TXT),
    ("notes.txt", lambda: b"GIF89a and PK are signatures", FileKind.TXT),
    ("notes.txt", lambda: b"!<arch> and dex and import and function", FileKind.TXT),
    ("wide.txt", lambda: b"\xfe\xff" + "MZ żółć".encode("utf-16-be"), FileKind.TXT),
    ("notes.md", lambda: b"<!-- a -->\n" * 2000 + b"# T", FileKind.MD),
    ("text.docx", lambda: samples.with_template("file:///C:\\T\\Normal.dotm"), FileKind.DOCX),
    ("text.docx", lambda: samples.with_template("file:///C:/Users/Anna%20K/Normal.dotm"), FileKind.DOCX),
    ("text.docx", lambda: samples.with_template("C:\\T\\Normal.dotm"), FileKind.DOCX),
    ("text.docx", lambda: samples.with_template("file:///Users/anna/Normal.dotm"), FileKind.DOCX),
    ("text.docx", lambda: samples.with_template("Normal.dotm"), FileKind.DOCX),
    (
        "pack.zip",
        lambda: samples.zipped({"codes.csv": b"MZ;Mozambique\n", "a.txt": b"#!important"}),
        FileKind.ZIP,
    ),
    ("film.mp4", lambda: samples.mp4().replace(b"ftypmp42", b"ftypavc1"), FileKind.MP4),
    ("plan.exe", samples.png, FileKind.PNG),
]

REFUSED = [
    ("empty.pdf", lambda: b"", Refusal.EMPTY),
    ("big.pdf", lambda: b"%PDF-1.7\n" + b"\x00" * MAX_FILE_BYTES, Refusal.TOO_LARGE),
    ("report.pdf", lambda: b"MZ\x90\x00" + b"\x00" * 200, Refusal.PROGRAM),
    ("report.txt", lambda: b"MZ\x90\x00\x03" + b"read as a program", Refusal.PROGRAM),
    ("report.txt", lambda: b"MSCF\x00\x00\x00\x00" + b"\x11" * 60, Refusal.PROGRAM),
    ("tool.pdf", lambda: b"MZ\x90\x00" + samples.pdf(), Refusal.PROGRAM),
    ("page.pdf", lambda: b"<html><script>alert(1)</script>" + samples.pdf(), Refusal.WEB_PAGE),
    ("archive.zip", lambda: b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + b"\x00" * 60, Refusal.PROGRAM),
    ("photo.jpg", lambda: b"\x7fELF\x02\x01" + b"\x00" * 200, Refusal.PROGRAM),
    ("notes.txt", lambda: b"#!/bin/sh\nrm -rf /\n", Refusal.SCRIPT),
    ("notes.txt", lambda: b"<?php system($_GET[0]); ?>", Refusal.SCRIPT),
    ("notes.txt", lambda: b"@echo off\r\ndel *", Refusal.SCRIPT),
    ("notes.txt", lambda: b"@echo off & del *", Refusal.SCRIPT),
    ("notes.txt", lambda: b"@ECHO OFF>nul\r\ndel *", Refusal.SCRIPT),
    ("notes.txt", lambda: b"#Requires -Version 5.1\nRemove-Item *", Refusal.SCRIPT),
    ("notes.txt", lambda: b"Windows Registry Editor Version 5.00\r\n", Refusal.SCRIPT),
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
        lambda: samples.zipped(
            {"[Content_Types].xml": b'<Types><Override ContentType="x.sheet.macroEnabled.main+xml"/></Types>'}
        ),
        Refusal.MACROS,
    ),
    *(
        ("text.docx", partial(samples.with_template, target), Refusal.REMOTE_TEMPLATE)
        for target in (
            "https://evil.example/t.dotm",
            "HTTP://evil.example/t.dotm",
            "mhtml:http://evil.example/t",
            "\\\\server\\share\\t.dotm",
            "//server/share/t.dotm",
            "file://server/share/t.dotm",
            "file:\\\\server\\share\\t.dotm",
            "file:///\\\\server\\share\\t.dotm",
            "file://///server/share/t.dotm",
            "file:///%5C%5Cserver%5Cshare%5Ct.dotm",
        )
    ),
    (
        "text.docx",
        lambda: samples.docx(
            word___rels__other_dot_xml_dot_rels=samples.word_relations("http://evil.example/t")
        ),
        Refusal.REMOTE_TEMPLATE,
    ),
    (
        "text.docx",
        lambda: samples.docx(
            word___rels__settings_dot_xml_dot_rels=samples.word_relations("http://evil.example/t")
            .decode()
            .replace("UTF-8", "UTF-16")
            .encode("utf-16")
        ),
        Refusal.REMOTE_TEMPLATE,
    ),
    (
        "text.docx",
        lambda: samples.docx(word___rels__settings_dot_xml_dot_rels=b"<Relationship " * 16_000),
        Refusal.DAMAGED,
    ),
    (
        "text.docx",
        lambda: samples.docx(
            word___rels__settings_dot_xml_dot_rels=b'<!DOCTYPE a [<!ENTITY b "http://evil.example">]><a/>'
        ),
        Refusal.DAMAGED,
    ),
    ("old.doc", lambda: samples.ole("WordDocument", "1Table"), Refusal.OLD_OFFICE),
    ("old.xls", lambda: samples.ole("Workbook"), Refusal.OLD_OFFICE),
    ("old.ppt", lambda: samples.ole("Current User", "PowerPoint Document"), Refusal.OLD_OFFICE),
    ("locked.docx", lambda: samples.ole("EncryptionInfo", "EncryptedPackage"), Refusal.ENCRYPTED),
    ("mail.msg", lambda: samples.ole("__nameid_version1.0", "__properties_version1.0"), Refusal.MESSAGE),
    ("setup.doc", lambda: samples.ole("a", installer=True), Refusal.PROGRAM),
    ("plan.vsd", lambda: samples.ole("VisioDocument"), Refusal.UNKNOWN),
    ("cut.doc", lambda: samples.ole("WordDocument")[:100], Refusal.UNKNOWN),
    ("locked.pdf", samples.locked_pdf, Refusal.ENCRYPTED),
    ("locked.zip", samples.locked_zip, Refusal.ENCRYPTED),
    ("scripted.pdf", samples.scripted_pdf, Refusal.SCRIPT),
    ("carrier.pdf", samples.pdf_with_file, Refusal.CARRIES_FILES),
    ("pack.zip", lambda: samples.zipped({"a.exe": b"x"}), Refusal.PROGRAM),
    ("pack.zip", lambda: samples.zipped({"a.txt": b"#!/bin/sh\n"}), Refusal.SCRIPT),
    (
        "pack.zip",
        lambda: samples.zipped({"a.docx": samples.docx(word__vbaProject_dot_bin=b"x")}),
        Refusal.MACROS,
    ),
    ("lzma.zip", lambda: samples.zipped({"a.txt": b"x"}, zipfile.ZIP_LZMA), Refusal.OTHER_PACKING),
    ("pack.zip", lambda: samples.zipped({"picture.png": b"MZ\x90\x00"}), Refusal.PROGRAM),
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
    ("notes.txt", lambda: b"abc\x00def", Refusal.DAMAGED),
    ("report.pdf", lambda: b"a plain text", Refusal.DAMAGED),
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


WITHIN = [
    ({"tools/setup.exe": b"x"}, "“tools/setup.exe” in the archive: This file is a program."),
    (
        {"a.zip": samples.zipped({"b/run.bat": b"x"})},
        "“a.zip › b/run.bat” in the archive: This file is a program.",
    ),
    (
        {"ok.txt": b"x", "../up.txt": b"x"},
        "“../up.txt” in the archive: This archive has entries with unsafe names",
    ),
    ({"zeros.bin": b"\x00" * 3_000_000}, "“zeros.bin” in the archive: This file becomes too large"),
    ({"a\u202etxt.exe": b"x"}, "“a\ufffdtxt.exe” in the archive: This file is a program."),
    ({"x" * 300 + ".exe": b"x"}, "“…" + "x" * 115 + ".exe” in the archive: This file is a program."),
]


@pytest.mark.parametrize(("entries", "sentence"), WITHIN)
def test_a_refusal_inside_an_archive_names_the_entry(entries, sentence) -> None:
    with translation.override("en"), pytest.raises(FileRefused) as caught:
        _take(samples.zipped(entries), "pack.zip")
    assert caught.value.reason.startswith(sentence)


def test_every_mebibyte_short_of_the_limit_is_taken() -> None:
    assert inspect(io.BytesIO(b"a" * MAX_FILE_BYTES), "a.txt") == FileKind.TXT


def test_a_forged_size_in_an_archive_does_not_get_past_the_limit() -> None:
    data = bytearray(samples.zipped({"a.txt": b"\x00" * 3_000_000}))
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    with pytest.raises(FileRefused):
        _take(bytes(data), "a.zip")


def _damaged(whole: bytes) -> Iterator[bytes]:
    for step in range(1, 60):
        yield whole[: len(whole) * step // 60]
        flipped = bytearray(whole)
        flipped[len(whole) * step // 61] ^= 0xFF
        yield bytes(flipped)


@pytest.mark.parametrize(
    "make", [samples.jpeg, samples.png, samples.gif, samples.webp, samples.docx, samples.mp4, samples.ole]
)
def test_damaged_files_are_refused_or_taken_but_never_fail(make) -> None:
    for contents in _damaged(make()):
        try:
            _take(contents, "x")
        except FileRefused:
            continue


def test_damaged_pdfs_have_an_outcome(tmp_path) -> None:
    outcomes = {pdf_process.TAKEN, *Refusal}
    for contents in _damaged(samples.pdf()):
        (tmp_path / "dirty.pdf").write_bytes(contents)
        assert pdf_process.clean(tmp_path / "dirty.pdf", tmp_path / "clean.pdf") in outcomes


def test_archives_keep_their_contents() -> None:
    target = io.BytesIO()
    source = samples.zipped({"a.txt": b"a"})
    write_without_metadata(io.BytesIO(source), FileKind.ZIP, target)
    assert zipfile.ZipFile(target).read("a.txt") == b"a"
