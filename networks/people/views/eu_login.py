"""To EU Login and back: allauth's doors, with an answer for the day EU Login is away."""

from collections.abc import Callable

from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from requests import RequestException


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Leads to EU Login. Of the address only `next` counts: allauth would take scopes, parameters and processes from it."""
    asked = QueryDict(mutable=True)
    if "next" in request.GET:
        asked["next"] = request.GET["next"]
    request.GET = asked
    return _answered(views.login, request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Somebody returns with a code."""
    return _answered(views.callback, request, provider_id)


def _answered(view: Callable[..., HttpResponse], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return view(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=503)
