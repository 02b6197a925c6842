"""Exports of a list: what this reader may read of each record, now. TLP:RED and AMBER+STRICT are never exported in bulk."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from kb.records.models import Record
from kb.records.queries import readable_bodies
from kb.records.register import Column, Register
from networks.access.enums import CLOSED_LABELS, WIDEST_FIRST, Part
from networks.access.viewer import Viewer
from networks.audit.enums import EXPORT
from networks.audit.recording import note

MOST = 10_000
BATCH = 500
# A cell that starts so would be run as a formula by a spreadsheet.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def exportable(viewer: Viewer, records: QuerySet[Record]) -> QuerySet[Record]:
    """Records that may leave in bulk. What an administrator opened is read on its page, where each reading is noted."""
    return records.exclude(marking__label__in=CLOSED_LABELS).exclude(marking__in=viewer.opened)


def csv_response(viewer: Viewer, register: Register, ids: list[int]) -> HttpResponse:
    """UTF-8 with a mark for spreadsheets; the first and last line carry the strictest label inside."""
    rows = _noted_rows(viewer, register, ids, "csv")
    stream = io.StringIO()
    writer = csv.writer(stream)
    head = [label_line(rows)]
    writer.writerow(head)
    writer.writerow([str(column.label) for column in register.columns])
    for row in rows:
        writer.writerow([_cell(row[column.key]) for column in register.columns])
    writer.writerow(head)
    response = HttpResponse("\ufeff" + stream.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{register.slug}.csv"'
    return response


def json_response(viewer: Viewer, register: Register, ids: list[int]) -> JsonResponse:
    """One object per record with stable keys, and the strictest label inside."""
    rows = _noted_rows(viewer, register, ids, "json")
    answer = {"tlp": label_line(rows), "made_at": timezone.now(), "items": rows, "count": len(rows)}
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{register.slug}.json"'
    return response


def _noted_rows(viewer: Viewer, register: Register, ids: list[int], form: str) -> list[dict[str, Any]]:
    """All rows; that they leave, and how many, is in the audit trail before they do."""
    rows = list(rows_of(viewer, register, ids))
    note(
        EXPORT,
        None,
        viewer.expert,
        register=register.slug,
        form=form,
        count=len(rows),
        label=label_line(rows),
    )
    return rows


def rows_of(viewer: Viewer, register: Register, ids: list[int]) -> Iterator[dict[str, Any]]:
    """Rows in batches: constant queries per batch; BODY columns are None where only the summary may be read."""
    for start in range(0, min(len(ids), MOST), BATCH):
        yield from _batch(viewer, register, ids[start : min(start + BATCH, MOST)])


def _batch(viewer: Viewer, register: Register, ids: list[int]) -> Iterable[dict[str, Any]]:
    found = with_everything(register).filter(pk__in=ids)
    by_id = {record.pk: record for record in found}
    readable = readable_bodies(viewer, by_id.values())
    return [row_of(by_id[pk], register.columns, pk in readable) for pk in ids if pk in by_id]


def with_everything(register: Register) -> QuerySet[Record]:
    """Specific records with all that the columns touch."""
    many = [field.name for field in register.model._meta.many_to_many]
    return register.model.objects.select_related(
        "marking__administration", "language", "held_by_administration", "contact_person", *register.related
    ).prefetch_related("marking__networks", *many, *register.children)


def row_of(record: Record, columns: tuple[Column, ...], body: bool) -> dict[str, Any]:
    """The columns of one record by key."""
    return {
        column.key: column.value(record) if body or column.part == Part.SUMMARY else None
        for column in columns
    }


def label_line(rows: list[dict[str, Any]]) -> str:
    """The strictest label among the rows; CLEAR for none."""
    labels = [row["tlp"] for row in rows] or [WIDEST_FIRST[0]]
    return str(max(labels, key=WIDEST_FIRST.index))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text
