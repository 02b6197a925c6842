"""Break-glass: a platform administrator opens one thing for an hour."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from networks.access.actions.break_glass import Asked, close_glass, open_glass
from networks.access.http import ViewerRequest
from networks.access.models import Glass
from networks.people.attempts import limited
from networks.spaces.forms import BreakGlassForm
from networks.spaces.views.administration import check_administers

SHOWN = 20


@require_safe
def page(request: ViewerRequest) -> HttpResponse:
    """The form, and what one has opened."""
    check_administers(request)
    return _page(request, BreakGlassForm())


@require_POST
@limited("break_glass")
def begin(request: ViewerRequest) -> HttpResponse:
    """Open. Until reason and purpose are given, every answer is the same whatever was named."""
    check_administers(request)
    form = BreakGlassForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        glass = open_glass(request.viewer, Asked(**form.cleaned_data))
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, form, status=422)
    if glass is None:
        form.add_error("words", _("No record matches. This attempt has been logged."))
        return _page(request, form, status=422)
    messages.success(request, _("You have access for one hour. The owner has been notified."))
    return redirect("spaces:break_glass")


@require_POST
def end(request: ViewerRequest) -> HttpResponse:
    """Close before the hour is over."""
    check_administers(request)
    close_glass(request.viewer, request.POST.get("glass", ""))
    messages.success(request, _("Closed the record."))
    return redirect("spaces:break_glass")


def _page(request: ViewerRequest, form: BreakGlassForm, status: int = 200) -> HttpResponse:
    mine = Glass.objects.filter(expert=request.viewer.expert_id)[:SHOWN]
    return render(request, "spaces/break_glass.html", {"form": form, "glasses": mine}, status=status)
