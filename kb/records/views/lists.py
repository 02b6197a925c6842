"""Lists: all knowledge, and one register with facets, counts and exports."""

from django.core.paginator import Page
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kb.records import finding, queries
from kb.records.export import exportable, json_response, table_of
from kb.records.facets import chips, look, narrowed
from kb.records.introductions import introduction_for
from kb.records.models import Record
from kb.records.pointers import name_holders
from kb.records.registry import register_named
from kb.records.titles import entitle, row_groups
from networks.access.http import ViewerRequest
from networks.access.viewer import Viewer
from networks.addresses.pages import Pages
from networks.people.attempts import limited
from networks.spreadsheets.answers import table_response
from networks.text.titles import english_title

ROWS = 25


class PagesOfIds(Pages):
    """Pages of ids; the records of one page are read."""

    def page(self, number: int | str) -> Page:
        """With all that a row shows."""
        page = super().page(number)
        page.object_list = queries.for_rows(Record.objects.filter(pk__in=page.object_list).newest_first())
        return page


def _with_holders(viewer: Viewer, page: Page) -> Page:
    page.object_list = entitle(viewer, name_holders(viewer, page.object_list))
    return page


@require_safe
def all_knowledge(request: ViewerRequest) -> HttpResponse:
    """Every register with how much of it this reader may know."""
    return render(request, "records/all.html", {"registers": queries.register_counts(request.viewer)})


@require_safe
@limited("search", field="q")
def register_list(request: ViewerRequest, register: str) -> HttpResponse:
    """One register: facets with counts, rows, exports."""
    declared = register_named(register)
    found = finding.narrowing(request.viewer, declared.slug, request.GET)
    records = queries.listed(request.viewer, declared)
    looked = look(request.viewer, declared, records, request.GET, found)
    page = _with_holders(request.viewer, PagesOfIds(looked.ids, ROWS).get_page(request.GET.get("page")))
    context = {
        "register": declared,
        "introduction": introduction_for(declared),
        "page": page,
        "row_groups": row_groups(request.viewer, declared, list(page.object_list)),
        "groups": looked.groups,
        "chips": chips(declared, request.GET),
        # What is listed with something else begins there, as an adoption does on the page of its practice.
        "may_share": declared.listed and bool(request.viewer.holding("contribute")),
        "query": _without_page(request),
        "search_limited": found is not None and found.limited,
    }
    return render(request, "records/list.html", context)


def _without_page(request: ViewerRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


@require_safe
@limited("search", field="q")
def export(request: ViewerRequest, register: str, form: str) -> HttpResponse:
    """The list as it is narrowed now, as XLSX, CSV or JSON, with what this reader may read of each record."""
    declared = register_named(register)
    records = exportable(request.viewer, queries.listed(request.viewer, declared))
    found = finding.narrowing(request.viewer, declared.slug, request.GET)
    shown = narrowed(request.viewer, declared, records, request.GET, found)
    if form == "json":
        return json_response(request.viewer, declared, shown)
    return table_response(table_of(request.viewer, declared, shown, form), form)


@require_safe
def similar(request: ViewerRequest, register: str) -> JsonResponse:
    """The duplicate hint while a title is typed."""
    declared = register_named(register)
    found = queries.titles_like(request.viewer, declared, request.GET.get("title", "")[:200])
    items = [
        {
            "title": title,
            "language": title.language,
            "url": each.get_absolute_url(),
            "kind": str(declared.label),
        }
        for each, title in ((each, english_title(each)) for each in found)
    ]
    return JsonResponse({"items": items})
