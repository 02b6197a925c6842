"""Proving again who one is, at EU Login: for whoever has neither a password nor a second factor here to prove it with."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from allauth.account import app_settings, views
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    resume_request,
    suspend_request,
)
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from networks.audit.enums import Outcome
from networks.audit.recording import note

AGAIN = "again"
AWAY = "away"
# By so much the clock of EU Login may be behind ours.
LEEWAY = 30
# Asks for the password whatever session is open there, and for the moment in which it was given.
ASK = {"prompt": "login", "max_age": "0"}


def asked_again(view: Callable[..., Any], *, keep: bool = True) -> Callable[..., Any]:
    """Before a sensitive act, where allauth would not ask: whoever can prove it only at EU Login is sent there.

    `keep`: the form that was sent waits in the session until they are back. Never one with a password in it.
    """

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if proves_at_eu_login(request) and not _proved_lately(request):
            raise ImmediateHttpResponse(_sent_to_prove(request, keep=keep))
        return view(request, *args, **kwargs)

    return asking


def _sent_to_prove(request: HttpRequest, *, keep: bool) -> HttpResponse:
    door = reverse("account_reauthenticate")
    if keep:
        return cast(HttpResponse, suspend_request(request, door))
    return redirect(f"{door}?{urlencode({'next': request.path})}")


def reauthenticate(request: HttpRequest) -> HttpResponse:
    """By password or second factor as allauth asks, or by way of EU Login.

    A link leads there and no redirect: browsers follow none from a form to another site (Content-Security-Policy, form-action).
    """
    if not proves_at_eu_login(request):
        return cast(HttpResponse, views.reauthenticate(request))
    if AWAY not in request.GET:
        way = urlencode({"next": get_next_redirect_url(request) or "/", AWAY: 1})
        return render(request, "account/prove_elsewhere.html", {"url": f"{request.path}?{way}"})
    account = SocialAccount.objects.filter(user=request.user).latest("pk")
    provider = account.get_provider(request)
    asked = {AGAIN: {"person": request.user.pk, "at": int(time.time())}}
    way_back = get_next_redirect_url(request) or "/"
    params = provider.get_auth_params() | ASK
    try:
        answer = provider.redirect(request, AuthProcess.LOGIN, way_back, asked, auth_params=params)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=503)
    return cast(HttpResponse, answer)


def proves_at_eu_login(request: HttpRequest) -> bool:
    """Whether this person came by EU Login and has nothing here to prove themselves with."""
    person = request.user
    if not person.is_authenticated or get_reauthentication_flows(person):
        return False
    offered = bool(get_adapter().list_apps(request, provider="openid_connect"))
    return offered and SocialAccount.objects.filter(user=person).exists()


def _proved_lately(request: HttpRequest) -> bool:
    records = get_authentication_records(request, cast(Any, request.user))
    proofs = [each["at"] for each in records if each.get("reauthenticated")]
    return bool(proofs) and time.time() - proofs[-1] < app_settings.REAUTHENTICATION_TIMEOUT


def proof_answered(request: HttpRequest, sociallogin: SocialLogin, is_one_person: bool) -> HttpResponse:
    """Back from EU Login: go on with what was asked for, if it was the same person and they signed in just now."""
    way_back = sociallogin.state.get("next") or "/"
    proven = is_one_person and _is_proof(request, sociallogin)
    outcome = Outcome.DONE if proven else Outcome.REFUSED
    note("eu_login.again", cast(Any, request.user), request.user, outcome=outcome)
    if not proven:
        messages.error(request, _("EU Login did not confirm your identity. Nothing was changed."))
        return redirect(way_back)
    record_authentication(request, cast(Any, request.user), method="socialaccount", reauthenticated=True)
    request.GET = request.GET.copy()
    request.GET["next"] = way_back
    return cast(HttpResponse, resume_request(request) or redirect(way_back))


def _is_proof(request: HttpRequest, sociallogin: SocialLogin) -> bool:
    asked = sociallogin.state["data"][AGAIN]
    same = sociallogin.is_existing and sociallogin.user.pk == request.user.pk == asked["person"]
    said = (sociallogin.account.extra_data.get("id_token") or {}).get("auth_time")
    return bool(same and isinstance(said, int) and said >= asked["at"] - LEEWAY)
