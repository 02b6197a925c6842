"""Exports of a list: what this reader may read of each record, now. TLP:RED and AMBER+STRICT are never exported in bulk."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.http import JsonResponse
from django.utils import timezone
from modelcluster.fields import ParentalKey

from kb.records.models import Record
from kb.records.queries import readable_bodies
from kb.records.register import Column, Register
from networks.access.enums import CLOSED_LABELS, Part, strictest
from networks.access.viewer import Viewer
from networks.audit.enums import EXPORT
from networks.audit.recording import note
from networks.spreadsheets.answers import labelled
from networks.spreadsheets.writers import Table

OF_EVERY_RECORD = ("marking__administration", "language", "held_by_administration", "contact_person")
MOST = 10_000
BATCH = 500


def exportable(viewer: Viewer, records: QuerySet[Record]) -> QuerySet[Record]:
    """Records that may leave in bulk. What an administrator opened is read on its page, where each reading is noted."""
    return records.exclude(marking__label__in=CLOSED_LABELS).exclude(marking__in=viewer.opened)


def table_of(viewer: Viewer, register: Register, ids: list[int], form: str) -> Table:
    """The columns of the register for these records. That they leave, and how many, is in the audit trail before they do."""
    columns = register.columns
    label = _noted(viewer, register, ids, form)
    rows = ([row[column.key] for column in columns] for row in rows_of(viewer, register, ids))
    return Table(register.slug, label, [str(column.label) for column in columns], rows)


def json_response(viewer: Viewer, register: Register, ids: list[int]) -> JsonResponse:
    """One object per record with stable keys, and the strictest label inside."""
    label = _noted(viewer, register, ids, "json")
    rows = list(rows_of(viewer, register, ids))
    answer = {"tlp": label, "made_at": timezone.now(), "items": rows, "count": len(rows)}
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{labelled(register.slug, label)}.json"'
    return response


def _noted(viewer: Viewer, register: Register, ids: list[int], form: str) -> str:
    """The strictest label of what leaves, once it is noted."""
    labels: list[str] = []
    for some in _batches(ids):
        labels += Record.objects.filter(pk__in=some).order_by().values_list("marking__label", flat=True)
    label = strictest(labels).value
    note(EXPORT, None, viewer.expert, register=register.slug, form=form, count=len(labels), label=label)
    return label


def rows_of(viewer: Viewer, register: Register, ids: list[int]) -> Iterator[dict[str, Any]]:
    """Rows in batches: constant queries per batch; BODY columns are None where only the summary may be read."""
    for some in _batches(ids):
        yield from _batch(viewer, register, some)


def _batches(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : min(start + BATCH, MOST)] for start in range(0, min(len(ids), MOST), BATCH))


def _batch(viewer: Viewer, register: Register, ids: list[int]) -> Iterable[dict[str, Any]]:
    found = with_everything(register).filter(pk__in=ids)
    by_id = {record.pk: record for record in found}
    readable = readable_bodies(viewer, by_id.values())
    return [row_of(by_id[pk], register.columns, pk in readable) for pk in ids if pk in by_id]


def with_everything(register: Register) -> QuerySet[Record]:
    """Specific records with all that the columns touch: a fixed number of queries, however many records and child rows.

    What a model or a child row points at comes with it. `related` of the register names what lies further away.
    """
    model = register.model
    return model.objects.select_related(*OF_EVERY_RECORD, *_pointing(model)).prefetch_related(
        "marking__networks",
        *_many(model),
        *(lookup for name in register.children for lookup in _with_child_rows(model, name)),
        *register.related,
    )


def _with_child_rows(model: type[Record], name: str) -> list[Prefetch | str]:
    child: Any = model._meta.get_field(name).related_model
    rows = Prefetch(name, queryset=child._default_manager.select_related(*_pointing(child)))
    return [rows, *(f"{name}__{many}" for many in _many(child))]


def _pointing(model: type[Model]) -> list[str]:
    """The model's own relations to one other thing; those of a base model and the one to the record itself left out."""
    return [
        field.name
        for field in model._meta.local_fields
        if field.remote_field and not field.remote_field.parent_link and not isinstance(field, ParentalKey)
    ]


def _many(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.many_to_many]


def row_of(record: Record, columns: tuple[Column, ...], body: bool) -> dict[str, Any]:
    """The columns of one record by key."""
    return {
        column.key: column.value(record) if body or column.part == Part.SUMMARY else None
        for column in columns
    }
