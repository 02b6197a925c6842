"""The trail for auditors: a list that can be narrowed, and a file of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from networks.access.enums import strictest
from networks.access.http import ViewerRequest
from networks.addresses.pages import Pages
from networks.audit.access import check_audits
from networks.audit.forms import TrailForm
from networks.audit.models import AuditEntry
from networks.audit.queries import entries_for
from networks.audit.recording import note
from networks.audit.showing import table_for_file, table_of
from networks.spreadsheets.answers import table_response

ROWS = 50
MOST = 50_000
CHUNK = 500


@require_safe
def trail(request: ViewerRequest) -> HttpResponse:
    """Who did what, when, from where and with what outcome."""
    check_audits(request.viewer)
    form = TrailForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else None
    entries = AuditEntry.objects.none() if asked is None else entries_for(request.viewer, asked)
    page = Pages(entries, ROWS).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "table": table_of(list(page.object_list)),
        "query": query.urlencode(),
        "base": f"?{query.urlencode()}&" if query else "?",
    }
    return render(request, "audit/trail.html", context)


@require_safe
def export(request: ViewerRequest, form: str) -> HttpResponse:
    """The same as XLSX or CSV, the newest 50,000. That it was taken away stands in the trail."""
    check_audits(request.viewer)
    filters = TrailForm(request.GET)
    if filters.is_valid():
        entries = entries_for(request.viewer, filters.cleaned_data, until_now=True)[:MOST]
    else:
        entries = AuditEntry.objects.none()
    labels = set(entries.values_list("label", flat=True)) - {""}
    note("audit.exported", None, request.viewer.expert, form=form, count=entries.count())
    label = strictest(labels).value if labels else ""
    return table_response(table_for_file(label, entries.iterator(chunk_size=CHUNK)), form)
