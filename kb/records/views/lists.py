"""Lists: all knowledge, and one register with facets, counts and exports."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kb.records import finding, queries
from kb.records.export import csv_response, json_response
from kb.records.facets import Looked, chips, chosen, look, narrowed
from kb.records.introductions import introduction_for
from kb.records.models import Record
from kb.records.register import Register
from kb.records.registry import register_named
from networks.access.http import ViewerRequest

ROWS = 25


class CountedPages(Paginator):
    """Pages of something whose number is known already; of ids, the records of one page are read."""

    def __init__(self, looked: Looked) -> None:
        super().__init__(looked.records, ROWS)
        self.count = looked.total

    def page(self, number: int | str) -> Page:
        """With all that a row shows."""
        page = super().page(number)
        if isinstance(page.object_list, QuerySet):
            page.object_list = queries.for_rows(page.object_list)
        else:
            page.object_list = queries.for_rows(
                Record.objects.filter(pk__in=page.object_list).order_by("-updated_at", "-pk")
            )
        return page


@require_safe
def all_knowledge(request: ViewerRequest) -> HttpResponse:
    """Every register with how much of it this reader may know."""
    return render(request, "records/all.html", {"registers": queries.register_counts(request.viewer)})


@require_safe
def register_list(request: ViewerRequest, register: str) -> HttpResponse:
    """One register: facets with counts, rows, exports."""
    declared = register_named(register)
    records, limited = _found(request, declared)
    looked = look(request.viewer, declared, records, request.GET)
    context = {
        "register": declared,
        "introduction": introduction_for(declared),
        "page": CountedPages(looked).get_page(request.GET.get("page")),
        "groups": looked.groups,
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
