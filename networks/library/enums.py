"""What kinds of files are kept, and why a file is refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    """Why a file is not taken, in a sentence that says what to do."""

    EMPTY = "empty", _("The file is empty. Please choose it again.")
    TOO_LARGE = (
        "too_large",
        _("The file is larger than 50 MB. Please make it smaller or split it."),
    )
    UNKNOWN = (
        "unknown",
        _(
            "Files of this kind are not taken. Use PDF, Word, Excel, PowerPoint, OpenDocument, text, image, MP4 or zip."
        ),
    )
    OLD_OFFICE = (
        "old_office",
        _("This is a file of an old Office format. Please save it as .docx, .xlsx or .pptx and try again."),
    )
    PROGRAM = "program", _("The file is or contains a program. Programs are not taken, whatever their name.")
    SCRIPT = (
        "script",
        _("The file contains a script. Scripts are not taken; for a PDF, print it to a new PDF first."),
    )
    WEB_PAGE = (
        "web_page",
        _(
            "Web pages and SVG drawings are not taken because they can run scripts. Please save as PDF or PNG."
        ),
    )
    MACROS = (
        "macros",
        _("The document contains macros or active content. Please save it without macros and try again."),
    )
    ENCRYPTED = (
        "encrypted",
        _("The file is protected by a password, so it cannot be checked. Please remove it."),
    )
    CARRIES_FILES = (
        "carries_files",
        _("The PDF carries other files inside it. Please upload those one by one, and the PDF without them."),
    )
    UNPACKS_TOO_LARGE = (
        "unpacks_too_large",
        _("Unpacked, the file would be far too large. Please upload what it contains in smaller parts."),
    )
    UNSAFE_ARCHIVE = (
        "unsafe_archive",
        _("The archive has entries with unsafe names or overlapping contents. Please pack it again."),
    )
    DAMAGED = "damaged", _("The file is damaged or is not what it claims to be. Please save it again.")
    IMAGE_TOO_LARGE = (
        "image_too_large",
        _("The image has more than 50 million pixels or too many frames. Please make it smaller."),
    )


class FileRefused(Exception):
    """The file is not taken; `reason` is the sentence for the person, in their language when it is shown."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal

    def __str__(self) -> str:
        return self.reason

    @property
    def reason(self) -> str:
        """What happened and what to do."""
        return str(self.refusal.label)
