"""Plain texts: whether a file is one, and whether it is a web page or script in disguise."""

import re
from typing import BinaryIO

from networks.library.enums import FileKind, FileRefused, Refusal

CHUNK = 64 * 1024
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]*>|<!--.*?-->|\s)*"
    rb"<(?:!doctype\s|html\b|head\b|body\b|svg\b|script\b|iframe\b|object\b|embed\b|meta\b|style\b|\w+:html\b)",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\b", re.IGNORECASE)
_BATCH = re.compile(
    rb"\A\s*(?:@echo\s+off\b|#requires\s|windows registry editor|\[internetshortcut\])", re.IGNORECASE
)
_KINDS = {
    "txt": FileKind.TXT,
    "md": FileKind.MD,
    "markdown": FileKind.MD,
    "csv": FileKind.CSV,
    "tsv": FileKind.CSV,
}


def text_kind(stream: BinaryIO, head: bytes, name: str) -> FileKind | None:
    """The kind of text, by its name, once its contents are found to be nothing but text; None if they are not."""
    plain_head = head.decode("utf-16", "replace").encode() if head.startswith(_BYTE_ORDER_MARKS) else head
    if _PAGE.match(plain_head) or _XML.match(plain_head):
        raise FileRefused(Refusal.WEB_PAGE)
    if _BATCH.match(plain_head):
        raise FileRefused(Refusal.SCRIPT)
    if not _is_text(stream, wide=head.startswith(_BYTE_ORDER_MARKS)):
        return None
    return _KINDS.get(name.rpartition(".")[2].strip().lower())


def _is_text(stream: BinaryIO, *, wide: bool) -> bool:
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        # UTF-16 has a zero in every second byte of Latin text; its own check is that it decodes.
        if wide and not _decodes(chunk):
            return False
        if not wide and _NOT_TEXT.search(chunk):
            return False
    return True


def _decodes(chunk: bytes) -> bool:
    text = chunk.decode("utf-16-le", "replace")
    return text.count("\ufffd") <= len(text) // 100
