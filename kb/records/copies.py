"""Print-outs and offline copies: of which labels, for how long, and what each says of itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kb.records.models import Record
from networks.access.enums import CLOSED_LABELS, Label
from networks.access.viewer import Viewer
from networks.people.models import Expert
from networks.text.zones import zone_in_words

# Pages with these labels print nothing; a print-out is their only way to paper. Other pages print as they are.
PRINTED = CLOSED_LABELS
# How long a copy may be kept on a device, in hours. TLP:RED never is.
KEPT_HOURS = {Label.CLEAR: 72, Label.GREEN: 72, Label.AMBER: 72, Label.AMBER_STRICT: 24}


@dataclass(frozen=True)
class Copy:
    """One copy that was taken: for whom, when, and under which code it stands in the audit trail."""

    code: str
    reader: Expert
    at: datetime
    until: datetime | None = None

    @property
    def mark(self) -> str:
        """The watermark: who holds this, of which administration, since when, and which copy it is."""
        place = self.reader.administration.short_name if self.reader.administration else ""
        return " · ".join(filter(None, [self.reader.full_name, place, moment(self.at), self.code]))


def moment(at: datetime) -> str:
    """Day and time with the zone: a sheet is read elsewhere than where it was made."""
    return f"{date_format(localtime(at), 'j F Y, H:i')} ({zone_in_words()})"


def hours_of(record: Record) -> int:
    """How long a copy of it may be kept."""
    return KEPT_HOURS[Label(record.marking.label)]


def kept_until(record: Record, at: datetime) -> datetime:
    """When a copy taken at this moment ends."""
    return at + timedelta(hours=hours_of(record))


def hours_in_words(record: Record) -> str:
    """For the button."""
    hours = hours_of(record)
    return ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}


def person_tag(viewer: Viewer) -> str:
    """Whose copies a browser keeps, said so that it tells nothing; empty for a visitor."""
    return (
        salted_hmac("kb.records.copies.person", str(viewer.expert_id)).hexdigest()[:20]
        if viewer.is_active
        else ""
    )


def state_tag(record: Record) -> str:
    """Of which text and label a copy was made: another one of either ends it."""
    text = f"{record.pk} {record.live_revision_id} {record.marking.label}"
    return salted_hmac("kb.records.copies.state", text).hexdigest()[:20]


def headers_of(viewer: Viewer, record: Record, copy: Copy) -> dict[str, str]:
    """What a browser keeps beside an offline copy. Words are quoted: headers know no letters beyond ASCII."""
    until = copy.until or copy.at
    words = _("%(label)s, until %(moment)s") % {"label": record.marking.label, "moment": moment(until)}
    return {
        "Copy-Address": record.get_absolute_url(),
        "Copy-Person": person_tag(viewer),
        "Copy-State": state_tag(record),
        "Copy-Until": str(int(until.timestamp() * 1000)),
        "Copy-Title": quote(record.title),
        "Copy-Words": quote(words),
    }


def copy_context(record: Record, copy: Copy) -> dict[str, Any]:
    """What every copy says of itself."""
    return {
        "record": record,
        "register": record.register,
        "label": record.marking.label,
        "copy": copy,
        "taken": moment(copy.at),
        "until": moment(copy.until) if copy.until else "",
    }
