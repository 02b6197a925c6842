"""Taking a file for a draft."""

from typing import Any

from django.core.exceptions import ValidationError

from kb.records.access import check_edit
from kb.records.models import Record
from kb.records.pointers import why_no_files
from networks.access.enums import Part
from networks.access.viewer import Viewer
from networks.library.actions.store_file import store_file
from networks.library.inspection import FileRefused
from networks.library.models import StoredFile


def keep_file(viewer: Viewer, record: Record, sent: Any) -> StoredFile:
    """Store a file that the draft may name. Raises ValidationError for what is refused, and for every file of a pointer."""
    check_edit(viewer, record)
    refusal = why_no_files(record)
    if refusal:
        raise ValidationError(refusal)
    try:
        return store_file(viewer, record.marking, Part.DRAFT, sent, name=sent.name)
    except FileRefused as refused:
        raise ValidationError(str(refused)) from refused
