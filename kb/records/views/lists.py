"""Lists: all knowledge, and one register with facets, counts and exports."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kb.records import finding, queries
from kb.records.export import csv_response, json_response
from kb.records.facets import chips, chosen, facet_groups, narrowed
from kb.records.introductions import introduction_for
from kb.records.models import Record
from kb.records.register import Register
from kb.records.registry import register_named
from networks.access.http import ViewerRequest

ROWS = 25


class CountedPages(Paginator):
    """Pages of something whose number is known already."""

    def __init__(self, records: QuerySet[Record], per_page: int, total: int) -> None:
        super().__init__(records, per_page)
        self.count = total


@require_safe
def all_knowledge(request: ViewerRequest) -> HttpResponse:
    """Every register with how much of it this reader may know."""
    return render(request, "records/all.html", {"registers": queries.register_counts(request.viewer)})


@require_safe
def register_list(request: ViewerRequest, register: str) -> HttpResponse:
    """One register: facets with counts, rows, exports."""
    declared = register_named(register)
    records, limited = _found(request, declared)
    shown = narrowed(request.viewer, declared, records, chosen(declared, request.GET))
    groups, total = facet_groups(request.viewer, declared, records, request.GET)
    page = CountedPages(queries.for_rows(shown), ROWS, total).get_page(request.GET.get("page"))
    context = {
        "register": declared,
        "introduction": introduction_for(declared),
        "page": page,
        "groups": groups,
        "chips": chips(declared, request.GET),
        "may_share": bool(request.viewer.holding("contribute")),
        "query": _without_page(request),
        "search_limited": limited,
    }
    return render(request, "records/list.html", context)


def _found(request: ViewerRequest, register: Register) -> tuple[QuerySet[Record], bool]:
    """Records the viewer may know, narrowed to the words of `q` by the search room."""
    records = queries.listed(request.viewer, register)
    words = request.GET.get("q", "").strip()[:200]
    if not words:
        return records, False
    found = finding.ids_for(request.viewer, register.slug, words)
    return records.filter(pk__in=found.ids), found.limited


def _without_page(request: ViewerRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


@require_safe
def export(request: ViewerRequest, register: str, form: str) -> HttpResponse:
    """The list as it is narrowed now, as CSV or JSON, with what this reader may read of each record."""
    declared = register_named(register)
    records, _limited = _found(request, declared)
    shown = narrowed(request.viewer, declared, records, chosen(declared, request.GET))
    make = csv_response if form == "csv" else json_response
    return make(request.viewer, declared, shown)


@require_safe
def similar(request: ViewerRequest, register: str) -> JsonResponse:
    """The duplicate hint while a title is typed."""
    declared = register_named(register)
    found = queries.titles_like(request.viewer, declared, request.GET.get("title", "")[:200])
    items = [
        {"title": each.title, "url": each.get_absolute_url(), "kind": str(declared.label)} for each in found
    ]
    return JsonResponse({"items": items})
