"""Coming in by an invitation."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from networks.people.attempts import limited
from networks.people.forms import FirstPasswordForm
from networks.people.links import invitation_of

BACKEND = "networks.people.backends.SignInBackend"


@sensitive_post_parameters()
@limited("invitation")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password. Looking at the page uses nothing up: programs that check mails look at every link."""
    found = invitation_of(token)
    if found is None:
        return render(request, "account/invitation_over.html", status=404)
    form = FirstPasswordForm(request.POST or None, token=token, expert=found.expert)
    if request.method == "POST" and form.is_valid():
        login(request, form.accepted, backend=BACKEND)
        return redirect("account_profile")
    return render(request, "account/invitation.html", {"form": form, "invitation": found})
