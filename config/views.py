"""Answers that belong to no room: health, and the error pages."""

import logging
import sys
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from config import health, problems
from config.error_pages import error_answer, error_page
from networks.people.interruptions import answer_to_old_token

log = logging.getLogger("limes.errors")
# Forms whose typed e-mail address is kept when there were too many requests.
TAKES_AN_ADDRESS = ("/accounts/login/", "/accounts/password/reset/")


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
    context = {"next": request.get_full_path(), "waits": 0, "unread_notices": 0}
    return error_page(request, problems.NOT_FOUND, "404.html", context=context)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Known, but not for this person to do: a sentence says why."""
    return error_page(request, problems.FORBIDDEN, reason=said_by(exception))


def said_by(exception: Exception | None) -> str:
    """The sentence an exception carries; nothing when it cannot be translated now."""
    try:
        return str(exception or "")
    except Exception:
        log.exception("the reason of a refusal could not be translated")
        return ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request could not be understood."""
    return error_page(request, problems.BAD_REQUEST)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent with an old token: nothing was changed. A signed-in person gets it back with what they typed."""
    return answer_to_old_token(request) or error_page(request, problems.FORM_EXPIRED)


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many requests in a minute: what happened, and when to come back. A program gets it as JSON."""
    if request.method == "POST" and request.path_info in TAKES_AN_ADDRESS:
        return error_answer(request, problems.TOO_MANY, "account/too_many.html")
    return error_answer(request, problems.TOO_MANY)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, 503 while the database is away, 507 when nothing can be stored."""
    return error_answer(request, problems.problem_of(sys.exc_info()[1]))
