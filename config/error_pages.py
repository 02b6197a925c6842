"""Error pages that always come: in the site's frame, without it a plain page, without templates plain text."""

import base64
import hashlib
import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from config.problems import Problem

log = logging.getLogger("limes.errors")

# The plain page brings its own style, so that it needs no file; the policy names it by its hash and allows nothing
# else. No character in it is one that a template would escape.
STYLE = (
    ":root{color-scheme:light dark;background:light-dark(#fff,#121820);color:light-dark(#1b1f24,#e8edf3)}"
    "body{max-width:40rem;margin:0 auto;padding:3rem 1rem;font:1.125rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}"
    "h1{font-size:1.75rem;line-height:1.2}a{display:inline-block;padding:.625rem 0;color:light-dark(#0b4f9e,#9ecbff)}"
)
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
PLAIN_POLICY = f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def error_page(
    request: HttpRequest,
    problem: Problem,
    template: str = "error.html",
    *,
    reason: str = "",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page for a problem, in the reader's frame if that can be made. `reason` replaces the first sentence."""
    title, *sentences = (_translated(each) for each in (problem.title, *problem.sentences))
    words = {"title": title, "sentences": [reason, *sentences[1:]] if reason else sentences}
    steps: list[Callable[[], HttpResponse]] = [
        lambda: render(request, template, {**words, **(context or {})}, status=problem.status),
        lambda: _plain_page(words, problem),
    ]
    response = _first(steps if problem.in_frame else steps[1:]) or _plain_text(words, problem)
    if problem.retry_after:
        response["Retry-After"] = str(problem.retry_after)
    return response


def error_answer(request: HttpRequest, problem: Problem, template: str = "error.html") -> HttpResponse:
    """The same for whoever may be a program: JSON if it asks for JSON or came by the API."""
    accepts = request.headers.get("Accept", "").startswith("application/json")
    if not (accepts or request.path_info.startswith("/api/")):
        return error_page(request, problem, template)
    detail = ". ".join(_translated(each).rstrip(".") for each in (problem.title, problem.sentences[0])) + "."
    response = JsonResponse({"detail": detail}, status=problem.status)
    if problem.retry_after:
        response["Retry-After"] = str(problem.retry_after)
    return response


def _first(steps: list[Callable[[], HttpResponse]]) -> HttpResponse | None:
    for step in steps:
        try:
            return step()
        except Exception:
            log.exception("an error page could not be made; a plainer one is tried")
    return None


def _translated(text: str) -> str:
    try:
        return gettext(text)
    except Exception:
        log.exception("an error page could not be translated")
        return text


def _plain_page(words: dict[str, Any], problem: Problem) -> HttpResponse:
    """A page without database, session, static files, translations and context processors."""
    context = {**words, "style": STYLE, "home": _translated("Go to the home page"), "sign_in": ""}
    if problem.status == 404:
        context["sign_in"] = _translated("Sign in")
    response = HttpResponse(render_to_string("500.html", context), status=problem.status)
    response["Content-Security-Policy"] = PLAIN_POLICY
    return response


def _plain_text(words: dict[str, Any], problem: Problem) -> HttpResponse:
    text = "\n\n".join([words["title"], *words["sentences"]])
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=problem.status)
