"""Following a record, and following it no more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kb.records import queries
from kb.records.following import follow, unfollow
from kb.records.registry import register_named
from kb.records.views.pages import reference_in
from networks.access.http import ViewerRequest


@require_POST
def follow_record(request: ViewerRequest, register: str, address: str) -> HttpResponse:
    """`do`: `follow` or `stop`."""
    record = queries.known_record(request.viewer, register_named(register), reference_in(address))
    if request.POST.get("do") == "stop":
        unfollow(request.viewer, record)
        messages.success(request, _("You no longer follow this record."))
    else:
        follow(request.viewer, record)
        messages.success(request, _("You follow this record. You will be notified when it changes."))
    return redirect(record.get_absolute_url())
