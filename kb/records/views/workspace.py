"""The workspace: my tasks, my drafts, what I have published."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kb.records import queries
from kb.records.following import MOST_LISTED, followed_by
from kb.records.registry import registers
from kb.records.submissions import drafts_with_submissions
from kb.records.titles import entitle
from networks.access.acting import check_signed_in
from networks.access.http import ViewerRequest
from networks.access.tokens import EXPERTS
from networks.tasks.queries import tasks_for


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """By what is due, each with its one action."""
    check_signed_in(request.viewer)
    context = {
        "tasks": tasks_for(request.viewer),
        "drafts": drafts_with_submissions(queries.drafts_of(request.viewer)[:25]),
        "published": entitle(request.viewer, queries.for_rows(queries.published_by(request.viewer))[:25]),
        "following": entitle(request.viewer, queries.for_rows(followed_by(request.viewer))[:MOST_LISTED]),
        "may_share": bool(request.viewer.holding("contribute")),
        # An account that only administers the platform, or reads its trail, never writes here.
        "may_ever_share": EXPERTS in request.viewer.tokens or bool(request.viewer.network_ids),
        "registers": [register for register in registers() if register.listed],
    }
    return render(request, "records/workspace.html", context)
