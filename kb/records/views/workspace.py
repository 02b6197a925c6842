"""The workspace: what waits for me, my drafts, what I have out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kb.records import queries
from kb.records.registry import registers
from kb.records.waiting import waits_for
from networks.access.acting import check_signed_in
from networks.access.http import ViewerRequest


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """By what is due, each with its one action."""
    check_signed_in(request.viewer)
    context = {
        "things": waits_for(request.viewer),
        "drafts": queries.drafts_of(request.viewer)[:25],
        "published": queries.published_by(request.viewer)[:25],
        "may_share": bool(request.viewer.holding("contribute")),
        "registers": [register for register in registers() if register.listed],
    }
    return render(request, "records/workspace.html", context)
