"""The read API: one list and one item per register, made from its columns. A session or a personal token says who asks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from pydantic import Field, create_model

from kb.records import queries
from kb.records.api_access import PersonalTokenAuth, by_session
from kb.records.enums import READABLE_STATES
from kb.records.export import exportable, row_of, with_everything
from kb.records.facets import facets_of, narrowed
from kb.records.models import Record
from kb.records.register import Register
from kb.records.registry import registers
from networks.access.enums import CLOSED_LABELS, Part
from networks.access.http import ViewerRequest
from networks.access.reading import not_known, parts_read, visible_few
from networks.access.viewer import Viewer
from networks.audit.reading import note_reading

api = NinjaAPI(
    title="Limes",
    version="1",
    urls_namespace="api",
    openapi_url="/schema/",
    docs_url=None,
    auth=[PersonalTokenAuth(), by_session],
    description="What this person may read, register by register. The label of each item says how it may travel.",
)


class PageOf(Schema):
    """Where in a list the answer starts and how long it is."""

    limit: int = Field(50, ge=1, le=500)
    offset: int = Field(0, ge=0)


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422 with a sentence for each parameter that cannot be taken, in the one form of all refusals."""
    sentences = [f"{each['loc'][-1]}: {each['msg'].rstrip('.')}." for each in error.errors]
    return api.create_response(request, {"detail": " ".join(sentences)}, status=422)


def item_schema(register: Register) -> type[Schema]:
    """The shape of an item: every column of the register; `null` where only the summary may be read."""
    fields: dict[str, Any] = {
        column.key: (Any, Field(None, description=str(column.label))) for column in register.columns
    }
    return create_model(f"{register.model.__name__}Item", __base__=Schema, **fields)


def add_register(register: Register) -> None:
    """The two addresses of a register."""
    item = item_schema(register)
    page: type[Schema] = create_model(
        f"{register.model.__name__}Page", __base__=Schema, items=(list[item], ...), count=(int, ...)
    )
    names = ", ".join(facet.key for facet in facets_of(register))

    @api.get(
        f"/{register.slug}/",
        response=page,
        operation_id=f"list_{register.slug}",
        summary=str(register.label_plural),
        description=f"Filters: {names}; each may be given several times.",
    )
    def list_items(request: ViewerRequest, place: Query[PageOf]) -> dict[str, Any]:
        return items_of(request, register, place)

    @api.get(
        f"/{register.slug}/{{reference}}/",
        response=item,
        operation_id=f"get_{register.slug}",
        summary=str(register.label),
    )
    def one_item(request: ViewerRequest, reference: str) -> dict[str, Any]:
        return item_of(request.viewer, register, reference)


def items_of(request: ViewerRequest, register: Register, place: PageOf) -> dict[str, Any]:
    """A page of a list. Closed labels are not handed out in bulk."""
    records = exportable(request.viewer, queries.listed(request.viewer, register))
    found = narrowed(request.viewer, register, records, request.GET)
    ids = found[place.offset : place.offset + place.limit]
    by_id = {record.pk: record for record in with_everything(register).filter(pk__in=ids)}
    readable = queries.readable_bodies(request.viewer, by_id.values())
    items = [row_of(by_id[pk], register.columns, pk in readable) for pk in ids if pk in by_id]
    return {"items": items, "count": len(found)}


def item_of(viewer: Viewer, register: Register, reference: str) -> dict[str, Any]:
    """One record as far as it may be read; the 404 of what does not exist otherwise."""
    readable = with_everything(register).filter(reference=reference.upper(), state__in=READABLE_STATES)
    if viewer.by_token:
        readable = readable.exclude(marking__label__in=CLOSED_LABELS)
    record: Record | None = visible_few(readable, viewer, Part.SUMMARY).first()
    if record is None:
        raise not_known()
    parts = parts_read(viewer, record)
    if Part.BODY in parts:
        note_reading(viewer, record, via="api")
    return row_of(record, register.columns, Part.BODY in parts)


for _register in registers():
    add_register(_register)
