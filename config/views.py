"""Answers that belong to no room: health, and the error pages."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config import health


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether this process can serve: 503 when it cannot. Says nothing about content, size or versions."""
    found = health.states()
    return JsonResponse(found, status=200 if health.can_serve(found) else 503)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it may answer for every page: one file, the same for everybody."""
    found = finders.find("built/worker.js")
    if not isinstance(found, str):
        raise Http404
    response = HttpResponse(Path(found).read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what does not exist and for what one may not know; a visitor finds the sign-in on it.

    Nothing is counted for it: what waits for somebody is on the page they go to next.
    """
    uncounted = {"waits": 0, "unread_notices": 0}
    return render(request, "404.html", {"next": request.get_full_path(), **uncounted}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Known, but not for this person to do: a sentence says why."""
    reason = str(exception or "") or _("You may see this, but not do it.")
    return render(request, "403.html", {"reason": reason}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be understood."""
    return render(request, "403.html", {"reason": _("The request could not be understood.")}, status=400)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent with an old token: nothing was changed."""
    sentence = _(
        "The page was open too long. Go back, load it again and send it once more. Nothing was changed."
    )
    return render(request, "403.html", {"reason": sentence}, status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """Too often in a minute: what happened, and when to come back. A program gets it as JSON."""
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    response: HttpResponse = (
        JsonResponse({"detail": _("Too often in a short time.")}, status=429)
        if wants_json
        else render(request, "429.html", status=429)
    )
    response["Retry-After"] = "60"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours: a page that needs neither the database nor a session."""
    return render(request, "500.html", status=500)
