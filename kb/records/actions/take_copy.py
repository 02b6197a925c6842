"""Take a copy of one text: noted before it is made, with the code that will stand on it."""

from django.utils import timezone

from kb.records.access import check_offline_copy, check_print_out
from kb.records.copies import Copy, kept_until
from kb.records.models import Record
from networks.access.sessions import expert_of
from networks.access.viewer import Viewer
from networks.audit.enums import OFFLINE_COPY, PRINT
from networks.audit.recording import note
from networks.people.references import new_reference

CODE_LENGTH = 10


def take_print_out(viewer: Viewer, record: Record) -> Copy:
    """A print-out. What cannot be noted is not made."""
    check_print_out(viewer, record)
    copy = Copy(new_reference(CODE_LENGTH), expert_of(viewer), timezone.now())
    note(PRINT, record, copy.reader, copy=copy.code)
    return copy


def take_offline_copy(viewer: Viewer, record: Record) -> Copy:
    """A copy for a device, with its end. What cannot be noted is not made."""
    check_offline_copy(viewer, record)
    now = timezone.now()
    copy = Copy(new_reference(CODE_LENGTH), expert_of(viewer), now, kept_until(record, now))
    note(OFFLINE_COPY, record, copy.reader, copy=copy.code, until=f"{copy.until:%Y-%m-%dT%H:%MZ}")
    return copy
