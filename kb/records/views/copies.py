"""Print-outs and offline copies. Taking one is an act: POST, so that no link and no preview takes any."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kb.records import queries
from kb.records.access import check_offline_copy
from kb.records.actions.take_copy import take_offline_copy, take_print_out
from kb.records.copies import copy_context, headers_of, state_tag
from kb.records.detail import text_context
from kb.records.registry import register_named
from kb.records.views.pages import reference_in
from networks.access.acting import check_signed_in
from networks.access.http import ViewerRequest


@require_POST
def print_out(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """The text as sheets of paper, each with its label, its reader's name and the code of this copy."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    copy = take_print_out(request.viewer, record)
    context = copy_context(record, copy) | text_context(request.viewer, record)
    return render(request, "records/print_out.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def offline_copy(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """POST takes a copy; GET says of which text and label one may be kept now, and shows nothing."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    if request.method != "POST":
        check_offline_copy(request.viewer, record)
        return JsonResponse({"state": state_tag(record)})
    copy = take_offline_copy(request.viewer, record)
    context = copy_context(record, copy) | text_context(request.viewer, record)
    response = render(request, "records/offline_copy.html", context)
    for name, value in headers_of(request.viewer, record, copy).items():
        response[name] = value
    return response


@require_safe
def kept(request: ViewerRequest) -> HttpResponse:
    """What this browser keeps: the server does not know, the page's script fills it in."""
    check_signed_in(request.viewer)
    return render(request, "records/kept.html")


@require_safe
def away(request: ViewerRequest) -> HttpResponse:
    """The page a browser shows when there is no network and it keeps no copy of the address: the same for everybody."""
    return render(request, "records/away.html")
