"""Responses are private, and what cannot be counted is refused."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from config.caches import CountsAway
from config.error_pages import error_answer
from config.problems import COUNTS_AWAY

log = logging.getLogger("limes.counts")


class PrivateResponseMiddleware:
    """`Cache-Control: private, no-store` on everything that has not said otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class CountsAwayMiddleware:
    """503 for what is limited while attempts cannot be counted: signing in, new passwords, search. Reading goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Says so, and when to come back."""
        if not isinstance(exception, CountsAway):
            return None
        log.warning("attempts cannot be counted: %s", exception.__cause__)
        return error_answer(request, COUNTS_AWAY)
