"""Where I am signed in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from networks.access.acting import check_signed_in
from networks.access.confirming import Confirmation, ask_first
from networks.access.http import ViewerRequest
from networks.access.sessions import expert_of
from networks.people.actions.end_sessions import end_other_sessions, end_session
from networks.people.open_sessions import sessions_of


def _question(others: bool) -> Confirmation:
    return Confirmation(
        title=_("Sign out everywhere else?") if others else _("End this session?"),
        label=_("Sign out everywhere else") if others else _("End session"),
        cancel_url=reverse("account_sessions"),
        sentences=[
            _("Other browsers are signed out immediately. You stay signed in here.")
            if others
            else _("That browser is signed out immediately. You can sign in there again at any time.")
        ],
    )


@require_http_methods(["GET", "POST"])
def sessions(request: ViewerRequest) -> HttpResponse:
    """My open sessions; a POST ends one of them, or all others."""
    check_signed_in(request.viewer)
    if request.method == "POST":
        return _end(request)
    found = sessions_of(expert_of(request.viewer), request.session.session_key)
    return render(request, "account/sessions.html", {"sessions": found})


def _end(request: ViewerRequest) -> HttpResponse:
    if (question := ask_first(request, _question("others" in request.POST))) is not None:
        return question
    if "others" in request.POST:
        ended = end_other_sessions(request.viewer, request.session.session_key)
    else:
        ended = end_session(request.viewer, request.POST.get("session", ""))
    if ended:
        said = ngettext("%(count)s session has ended.", "%(count)s sessions have ended.", ended)
        messages.success(request, said % {"count": ended})
    else:
        messages.info(request, _("There were no other sessions."))
    return redirect("account_sessions")
