"""What a person types as a name reaches neither the disk nor a header unchanged."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.library.enums import FileKind
from networks.library.names import MAX_NAME, content_disposition, safe_name, storage_name

NAMES = [
    ("report.pdf", FileKind.PDF, "report.pdf"),
    ("Zażółć gęślą jaźń.pdf", FileKind.PDF, "Zażółć gęślą jaźń.pdf"),
    ("Έκθεση 2026.docx", FileKind.DOCX, "Έκθεση 2026.docx"),
    ("photo.JPEG", FileKind.JPEG, "photo.jpg"),
    ("../../etc/passwd", FileKind.TXT, "passwd.txt"),
    ("C:\\Users\\anna\\plan.png", FileKind.PNG, "plan.png"),
    ("report.pdf.exe", FileKind.PDF, "report.pdf"),
    ("report.docx", FileKind.PDF, "report.pdf"),
    ("annual\u202efdp.exe", FileKind.PNG, "annualfdp.png"),
    ("a\r\nSet-Cookie: x=1.pdf", FileKind.PDF, "aSet-Cookie x=1.pdf"),
    ('a"; filename="evil.html', FileKind.PDF, "a filename= evil.pdf"),
    ("a\x00b.pdf", FileKind.PDF, "ab.pdf"),
    ("", FileKind.ZIP, "file.zip"),
    ("...", FileKind.ZIP, "file.zip"),
    ("CON.pdf", FileKind.PDF, "file.pdf"),
    (".htaccess", FileKind.TXT, "htaccess.txt"),
    ("v1.2 of the plan.pdf", FileKind.PDF, "v1.2 of the plan.pdf"),
]


@pytest.mark.parametrize(("raw", "kind", "name"), NAMES)
def test_a_name_is_made_safe_and_stays_readable(raw, kind, name) -> None:
    assert safe_name(raw, kind) == name


@given(st.text(max_size=400), st.sampled_from(list(FileKind)))
def test_any_name_comes_out_safe(raw, kind) -> None:
    name = safe_name(raw, kind)
    assert name.endswith(f".{kind.value}")
    assert 0 < len(name) <= MAX_NAME
    assert not re.search(r"[\x00-\x1f\x7f/\\\"<>|:*?;\u202a-\u202e\u2066-\u2069\u200b-\u200f]", name)


@given(st.text(max_size=400), st.booleans())
def test_a_header_carries_the_name_and_nothing_else(raw, inline) -> None:
    name = safe_name(raw, FileKind.PDF)
    header = content_disposition(name, inline=inline)
    kind, plain, extended = re.fullmatch(
        r'(\w+); filename="([^"\\\r\n]*)"; filename\*=UTF-8\'\'(\S+)', header
    ).groups()
    assert kind == ("inline" if inline else "attachment")
    assert plain.isascii()
    assert unquote(extended) == name


def test_a_place_on_the_disk_is_random_and_has_no_part_of_the_name() -> None:
    assert re.fullmatch(r"([0-9a-f]{2})/\1[0-9a-f]{30}", storage_name())
    assert len({storage_name() for _ in range(100)}) == 100
