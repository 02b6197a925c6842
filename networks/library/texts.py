"""Plain texts: whether a file is one, and whether it is a web page or script in disguise."""

import codecs
import re
from typing import BinaryIO

from networks.library.enums import FileKind, FileRefused, Refusal

CHUNK = 64 * 1024
# Tabs, line and page ends, the end mark of DOS and colours of terminals are part of texts.
_CONTROLS = r"[\x00-\x08\x0b\x0e-\x19\x1c-\x1f\x7f]"
_NOT_TEXT = re.compile(_CONTROLS.encode())
_NOT_WIDE_TEXT = re.compile(_CONTROLS)
_BLANK = "\ufeff \t\r\n\f\v"
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PAGE = re.compile(
    r"<(?:!doctype\s|html\b|head\b|body\b|svg\b|script\b|iframe\b|object\b|embed\b|meta\b|style\b|\w{1,60}+:html\b)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"#!\s{0,9}/|<\?php\b|@echo\s{1,9}off\b(?![ \t]{1,9}[^\W\d])|#requires\s{1,9}-|"
    r"windows registry editor version\s|\[internetshortcut\]",
    re.IGNORECASE,
)
_KINDS = {
    "txt": FileKind.TXT,
    "md": FileKind.MD,
    "markdown": FileKind.MD,
    "csv": FileKind.CSV,
    "tsv": FileKind.CSV,
}


def named_kind(name: str) -> FileKind | None:
    """The kind of text that a name says."""
    return _KINDS.get(name.rpartition(".")[2].strip().lower())


def check_no_page(head: bytes) -> None:
    """Refuses what a browser would show as a page, and what a system would run line by line."""
    text = _decoded(head).lstrip(_BLANK)
    if text.startswith("<?xml") or _PAGE.match(_behind_comments(text)):
        raise FileRefused(Refusal.WEB_PAGE)
    if is_script(head):
        raise FileRefused(Refusal.SCRIPT)


def is_script(head: bytes) -> bool:
    """Whether the first line of a text tells a system how to run it."""
    return bool(_SCRIPT.match(_decoded(head).lstrip(_BLANK)))


def is_text_so_far(head: bytes) -> bool:
    """Whether the beginning of a file is text."""
    return _is_wide_text(_decoded(head)) if head.startswith(_WIDE_MARKS) else not _NOT_TEXT.search(head)


def _decoded(head: bytes) -> str:
    return head.decode("utf-16" if head.startswith(_WIDE_MARKS) else "utf-8", "replace")


def _behind_comments(text: str) -> str:
    at = 0
    while text.startswith("<!--", at):
        end = text.find("-->", at)
        if end < 0:
            return ""
        at = end + 3
        while at < len(text) and text[at].isspace():
            at += 1
    return text[at:]


def is_text(stream: BinaryIO) -> bool:
    """Whether the whole file is text: UTF-8, UTF-16 with its mark, or one byte for each character."""
    stream.seek(0)
    chunk = stream.read(CHUNK)
    is_wide = chunk.startswith(_WIDE_MARKS)
    # Half a character at the end of a chunk waits for the next one.
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    while chunk:
        if is_wide and not _is_wide_text(decoder.decode(chunk)):
            return False
        if not is_wide and _NOT_TEXT.search(chunk):
            return False
        chunk = stream.read(CHUNK)
    return True


def _is_wide_text(text: str) -> bool:
    return text.count("\ufffd") <= len(text) // 100 and not _NOT_WIDE_TEXT.search(text)
