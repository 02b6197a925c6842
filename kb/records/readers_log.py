"""*Who read this*: what the owner of a closed record is shown of the audit trail."""

from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kb.records.models import Record, RecordTopic
from networks.access.enums import CLOSED_LABELS, Part
from networks.addresses.pages import Pages
from networks.audit.enums import COPIES, DOWNLOAD, EXPORT, FOLLOW, OFFLINE_COPY, PRINT
from networks.audit.models import AuditEntry
from networks.audit.queries import Reader, readers_of, readings_of, refusals_of
from networks.library.models import StoredFile
from networks.people.models import Administration
from networks.text.zones import zone_in_words

ROWS = 50
HOW = {
    DOWNLOAD: gettext_lazy("Downloaded a file"),
    EXPORT: gettext_lazy("Exported"),
    FOLLOW: gettext_lazy("Followed the discussion live"),
    PRINT: gettext_lazy("Printed it, copy %(copy)s"),
    OFFLINE_COPY: gettext_lazy("Kept it offline, copy %(copy)s"),
}
TOPIC = "discussions.topic"


def log_context(record: Record, page: str | None) -> dict[str, Any]:
    """Context of `records/readers_log.html`: eight queries, whatever there is."""
    readers = readers_of(record.marking_id)
    entries = Pages(readings_of(record.marking_id), ROWS).get_page(page)
    refused = list(_refusals(record)[:ROWS])
    people: list[Reader | AuditEntry] = [*readers, *refused]
    places = _administrations({each.administration_id for each in people})
    return {
        "record": record,
        "register": record.register,
        "is_noted": record.marking.label in CLOSED_LABELS,
        "page": entries,
        "people": _table(_people_columns(), [_person_row(each, places) for each in readers]),
        "times": _table(_time_columns(), [_time_row(each, places) for each in entries]),
        "refused": _table(_refused_columns(), [_refused_row(each, places) for each in refused]),
    }


def _refusals(record: Record) -> QuerySet[AuditEntry]:
    """Who asked for its page, a file or the discussion and was answered as if there were nothing; not those who write it."""
    marking = record.marking
    files = StoredFile.objects.filter(marking=marking).values_list("reference", flat=True)
    topics = RecordTopic.objects.filter(record=record.pk).values_list("topic__reference", flat=True)
    own = [marking.owner_id or 0, *marking.contributors.values_list("pk", flat=True)]
    return refusals_of([record.reference, *files, *topics], own)


def _administrations(ids: set[int | None]) -> dict[int | None, str]:
    rows = Administration.objects.select_related("country").filter(pk__in=[each for each in ids if each])
    return {each.pk: each.short_name for each in rows}


def _people_columns() -> list[str]:
    return [_("Person"), _("Administration"), _("Times read"), _("Files taken"), _("Copies"), _last_time()]


def _person_row(reader: Reader, places: dict[int | None, str]) -> list[str]:
    place = places.get(reader.administration_id, "")
    numbers = [str(each) for each in (reader.readings, reader.downloads, reader.copies)]
    return [reader.name, place, *numbers, _moment(reader.last_at)]


def _time_columns() -> list[str]:
    return [_when(), _("Person"), _("Administration"), _("How")]


def _time_row(entry: AuditEntry, places: dict[int | None, str]) -> list[str]:
    return [_moment(entry.at), entry.person, places.get(entry.administration_id, ""), how(entry)]


def _refused_columns() -> list[str]:
    return [_when(), _("Person"), _("Administration"), _("From"), _("What was asked for")]


def _refused_row(entry: AuditEntry, places: dict[int | None, str]) -> list[str]:
    asked = _asked(str(entry.details.get("door", "")))
    return [
        _moment(entry.at),
        entry.person,
        places.get(entry.administration_id, ""),
        entry.origin,
        asked,
    ]


def _asked(door: str) -> str:
    if door.startswith("library:"):
        return _("A file")
    return _("The discussion") if door == "socket" or door.startswith("discussions:") else _("The record")


def how(entry: AuditEntry) -> str:
    """In words: in which way it was read."""
    if entry.action in COPIES:
        return str(HOW[entry.action]) % {"copy": entry.details.get("copy", "")}
    if entry.action in HOW:
        return str(HOW[entry.action])
    if entry.object_type == TOPIC:
        return _("Read the discussion")
    if entry.details.get("part") == Part.DRAFT:
        return _("Read a draft, an earlier version or the history")
    return _("Read by a program") if entry.details.get("via") == "api" else _("Read the page")


def _when() -> str:
    return _("When (%(zone)s)") % {"zone": zone_in_words()}


def _last_time() -> str:
    return _("Last time (%(zone)s)") % {"zone": zone_in_words()}


def _moment(at: Any) -> str:
    return date_format(localtime(at), "j F Y, H:i")


def _table(titles: list[str], rows: list[list[str]]) -> dict[str, Any]:
    """What `components/table_stack.html` reads."""
    cells = [
        [{"label": title, "value": value} for title, value in zip(titles, row, strict=True)] for row in rows
    ]
    return {"columns": [{"label": title} for title in titles], "rows": [{"cells": each} for each in cells]}
