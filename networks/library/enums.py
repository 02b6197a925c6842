"""What kinds of files are kept, and why a file is refused."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MAX_NAME = 120


class FileKind(models.TextChoices):
    """The kinds we keep; the value is the extension a file of that kind is given."""

    PDF = "pdf", _("PDF document")
    DOCX = "docx", _("Word document")
    XLSX = "xlsx", _("Excel workbook")
    PPTX = "pptx", _("PowerPoint presentation")
    ODT = "odt", _("OpenDocument text")
    ODS = "ods", _("OpenDocument spreadsheet")
    ODP = "odp", _("OpenDocument presentation")
    TXT = "txt", _("Plain text")
    MD = "md", _("Markdown text")
    CSV = "csv", _("Table as text (CSV)")
    PNG = "png", _("PNG image")
    JPEG = "jpg", _("JPEG image")
    GIF = "gif", _("GIF image")
    WEBP = "webp", _("WebP image")
    MP4 = "mp4", _("MP4 video")
    ZIP = "zip", _("Zip archive")


IMAGES = (FileKind.PNG, FileKind.JPEG, FileKind.GIF, FileKind.WEBP)
OFFICE_OPEN_XML = (FileKind.DOCX, FileKind.XLSX, FileKind.PPTX)
OPEN_DOCUMENT = (FileKind.ODT, FileKind.ODS, FileKind.ODP)
PLAIN_TEXTS = (FileKind.TXT, FileKind.MD, FileKind.CSV)
SHOWN_IN_BROWSER = (*IMAGES, FileKind.PDF)

_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
# Source: the IANA media type registry.
MEDIA_TYPES: dict[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{_OOXML}.wordprocessingml.document",
    FileKind.XLSX: f"{_OOXML}.spreadsheetml.sheet",
    FileKind.PPTX: f"{_OOXML}.presentationml.presentation",
    FileKind.ODT: f"{_ODF}.text",
    FileKind.ODS: f"{_ODF}.spreadsheet",
    FileKind.ODP: f"{_ODF}.presentation",
    FileKind.TXT: "text/plain",
    FileKind.MD: "text/markdown",
    FileKind.CSV: "text/csv",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.GIF: "image/gif",
    FileKind.WEBP: "image/webp",
    FileKind.MP4: "video/mp4",
    FileKind.ZIP: "application/zip",
}


class Refusal(models.TextChoices):
    """Why a file is not taken, and what to do."""

    EMPTY = "empty", _("This file is empty. Choose another file.")
    TOO_LARGE = "too_large", _("This file is larger than 50 MB. Make it smaller or split it.")
    UNKNOWN = (
        "unknown",
        _(
            "Files of this kind cannot be uploaded. Use PDF, Word, Excel, PowerPoint, OpenDocument, plain text, CSV, "
            "an image, MP4 or ZIP."
        ),
    )
    OLD_OFFICE = (
        "old_office",
        _(
            "This is a file of an old Office format (.doc, .xls or .ppt). Save it as .docx, .xlsx, .pptx or PDF and "
            "upload that."
        ),
    )
    MESSAGE = (
        "message",
        _(
            "Outlook messages cannot be uploaded. Save the message as PDF and upload that, and its attachments separately."
        ),
    )
    PROGRAM = "program", _("This file is a program. Programs cannot be uploaded, whatever their name.")
    SCRIPT = (
        "script",
        _(
            "This file contains a script, so it cannot be uploaded. If it is a PDF, print it to a new PDF and upload that."
        ),
    )
    WEB_PAGE = (
        "web_page",
        _(
            "Web pages, SVG drawings and XML files cannot be uploaded because they can run scripts. Save it as PDF or PNG."
        ),
    )
    MACROS = (
        "macros",
        _("This document contains macros or active content. Save it without macros and try again."),
    )
    REMOTE_TEMPLATE = (
        "remote_template",
        _(
            "This document loads its template from the web or from a network share. In Word, attach a template on your "
            "computer (Developer, Document Template), save it and try again."
        ),
    )
    ENCRYPTED = (
        "encrypted",
        _(
            "This file is protected by a password, so it cannot be checked. Remove the password and try again."
        ),
    )
    CARRIES_FILES = (
        "carries_files",
        _("This PDF has files attached to it. Upload them separately, and the PDF without them."),
    )
    UNPACKS_TOO_LARGE = (
        "unpacks_too_large",
        _("This file becomes too large when it is unpacked. Upload its contents in smaller parts."),
    )
    TOO_SLOW = (
        "too_slow",
        _(
            "This file takes too long to check. If it is a PDF, print it to a new PDF, or split it, and try again."
        ),
    )
    UNSAFE_ARCHIVE = (
        "unsafe_archive",
        _(
            "This archive has entries with unsafe names or overlapping contents. Create it again and upload that."
        ),
    )
    OTHER_PACKING = (
        "other_packing",
        _(
            "This archive uses a compression method that cannot be checked. Create it again as an ordinary ZIP file."
        ),
    )
    NOT_AN_IMAGE = "not_an_image", _("This file is not an image. Choose a PNG, JPEG, GIF or WebP image.")
    DAMAGED = (
        "damaged",
        _("This file is damaged or is not what its name says. Open it, save it again and upload that."),
    )
    IMAGE_TOO_LARGE = (
        "image_too_large",
        _("This image has more than 50 million pixels or too many frames. Make it smaller."),
    )


class FileRefused(Exception):
    """The file is not taken. `entries`: from the outside in, the entries of archives in which the reason lies."""

    def __init__(self, refusal: Refusal, entries: tuple[str, ...] = ()) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.entries = entries

    def __str__(self) -> str:
        return self.reason

    @property
    def reason(self) -> str:
        """What is wrong and what to do, in the language of the reader."""
        sentence = str(self.refusal.label)
        if not self.entries:
            return sentence
        entry = " › ".join(visible_name(name) for name in self.entries)
        return gettext("“%(entry)s” in the archive: %(reason)s") % {"entry": entry, "reason": sentence}

    def within(self, entry: str) -> "FileRefused":
        """The same refusal, found in an entry of an archive."""
        return FileRefused(self.refusal, (entry, *self.entries))


def visible_name(name: str) -> str:
    """A name inside an archive as it can be shown: nothing invisible, at most 120 characters."""
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in name)
    return shown if len(shown) <= MAX_NAME else f"…{shown[1 - MAX_NAME :]}"
