"""How an account stands, and saying that somebody has left: for the contact point of their administration and administrators."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks.access.acting import require
from networks.access.http import ViewerRequest
from networks.access.reading import not_known
from networks.access.viewer import Viewer
from networks.people.access import known_to, looked_after_by, looks_after, may_off_board
from networks.people.actions.off_board import off_board
from networks.people.consequences import consequences_of_leaving
from networks.people.models import Expert
from networks.people.standing import standing_of


@require_safe
def standing(request: ViewerRequest, handle: str) -> HttpResponse:
    """Seats and how they ended, offices, what happened to the account."""
    expert = _looked_after(request.viewer, handle)
    return render(request, "people/standing.html", standing_of(request.viewer, expert))


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: ViewerRequest, handle: str) -> HttpResponse:
    """*This person has left*: what will happen, before it does."""
    expert = _looked_after(request.viewer, handle)
    allowed = may_off_board(request.viewer, expert)
    require(
        request.viewer, allowed, _("Only platform administrators can off-board people who hold an office.")
    )
    error = ""
    if request.method == "POST":
        try:
            off_board(request.viewer, expert, request.POST.get("reason", ""))
            messages.success(request, _("All memberships, offices and sessions of this person have ended."))
        except ValidationError as refusal:
            error = refusal.messages[0]
    if expert.left_at is not None or (request.method == "POST" and not error):
        return redirect("people:standing", handle)
    consequences = consequences_of_leaving(request.viewer, expert)
    context = {"person": expert, "consequences": consequences, "error": error}
    return render(request, "people/off_board.html", context, status=422 if error else 200)


def _looked_after(viewer: Viewer, handle: str) -> Expert:
    """404 for whoever may not know the person; 403 for whoever knows them and does not look after them."""
    # One question for whoever may know the person: what is forbidden costs what is missing costs.
    people = known_to(viewer) | looked_after_by(viewer)
    expert = people.select_related("administration__country").filter(handle=handle).first()
    if expert is None:
        raise not_known()
    if not looks_after(viewer, expert):
        raise PermissionDenied(_("The national contact point of their administration manages this account."))
    return expert
