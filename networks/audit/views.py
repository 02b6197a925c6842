"""The trail for auditors: a list that can be narrowed, and a file of it."""

import csv
import io

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from networks.access.http import ViewerRequest
from networks.audit.access import check_audits
from networks.audit.forms import TrailForm
from networks.audit.models import AuditEntry
from networks.audit.queries import entries_for
from networks.audit.recording import note
from networks.audit.showing import COLUMNS, cells_of, table_of

ROWS = 50
MOST = 50_000
# A cell that starts so would be run as a formula by a spreadsheet.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def trail(request: ViewerRequest) -> HttpResponse:
    """Who did what, when, from where and with what outcome."""
    check_audits(request.viewer)
    form = TrailForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else None
    entries = AuditEntry.objects.none() if asked is None else entries_for(request.viewer, asked)
    page = Paginator(entries, ROWS).get_page(request.GET.get("page"))
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
def export(request: ViewerRequest) -> HttpResponse:
    """The same as CSV, the newest 50,000. That it was taken away stands in the trail."""
    check_audits(request.viewer)
    form = TrailForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    entries = list(entries_for(request.viewer, asked)[:MOST])
    note("audit.exported", None, request.viewer.expert, form="csv", count=len(entries))
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([str(title) for title, _show in COLUMNS])
    writer.writerows([[_safe(cell) for cell in cells_of(each)] for each in entries])
    response = HttpResponse("\ufeff" + stream.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit-trail.csv"'
    return response


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell
