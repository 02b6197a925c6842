"""Who read a record, for those who look after it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kb.records import queries
from kb.records.access import check_readers_log
from kb.records.readers_log import log_context
from kb.records.registry import register_named
from kb.records.views.pages import reference_in
from networks.access.http import ViewerRequest


@require_safe
def readers_log(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """Who read it and where it went."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    check_readers_log(request.viewer, record)
    return render(request, "records/readers_log.html", log_context(record, request.GET.get("page")))
