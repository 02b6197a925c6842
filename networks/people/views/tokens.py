"""My tokens: made, shown once, revoked."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from networks.access.acting import check_signed_in
from networks.access.confirming import Confirmation, ask_first
from networks.access.http import ViewerRequest
from networks.people.actions.tokens import (
    MadeToken,
    make_token,
    revoke_token,
    token_of_a_form_sent_twice,
)
from networks.people.enums import TokenScope
from networks.people.links import absolute
from networks.people.models import PersonalToken
from networks.people.profile_forms import TokenForm
from networks.people.proving_again import asked_again
from networks.people.today import today


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: ViewerRequest) -> HttpResponse:
    """All of them; a POST makes one and shows it this once, after the person was asked who they are."""
    check_signed_in(request.viewer)
    wanted = {"scope": request.GET.get("scope", TokenScope.API)}
    form = TokenForm(request.POST if request.method == "POST" else None, initial=wanted)
    made = _made(request, form) if request.method == "POST" else None
    calendar = _calendar(made)
    rows = PersonalToken.objects.filter(expert=request.viewer.expert_id)
    context = {
        "form": TokenForm() if made else form,
        "made": made,
        "calendar": calendar,
        "calendar_place": calendar.partition(":")[2],
        "tokens": [(each, each.is_valid_on(today())) for each in rows],
    }
    refused = request.method == "POST" and made is None
    return render(request, "account/tokens.html", context, status=422 if refused else 200)


def _calendar(made: MadeToken | None) -> str:
    """The address for a calendar program: the one place where it can be read."""
    if made is None or made.token.scope != TokenScope.CALENDAR:
        return ""
    return absolute(reverse("calendar:personal", args=[made.secret]))


@require_POST
def revoke(request: ViewerRequest) -> HttpResponse:
    """One of them opens nothing any more."""
    check_signed_in(request.viewer)
    reference = request.POST.get("token", "")
    token = PersonalToken.objects.filter(expert=request.viewer.expert_id, reference=reference).first()
    words = {"name": token.name if token else ""}
    question = Confirmation(
        title=_("Revoke the token “%(name)s”?") % words,
        label=_("Revoke token"),
        cancel_url=reverse("account_tokens"),
        sentences=[
            _("Programs that use it lose access immediately."),
            _("This cannot be undone. You can create a new token."),
        ],
    )
    if token is not None and (page := ask_first(request, question)) is not None:
        return page
    revoke_token(request.viewer, reference)
    messages.success(request, _("Revoked the token “%(name)s”.") % words)
    return redirect("account_tokens")


# Whoever finds a browser open must not leave with a token that outlasts it.
@reauthentication_required
@asked_again
def _made(request: ViewerRequest, form: TokenForm) -> MadeToken | None:
    if not form.is_valid():
        return None
    values = form.cleaned_data
    try:
        wanted = (values["name"], values["expires_on"], values["scope"])
        return token_of_a_form_sent_twice(request.viewer, *wanted) or make_token(request.viewer, *wanted)
    except ValidationError as error:
        form.add_error(None, error)
        return None
