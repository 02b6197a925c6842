"""Lets everything that is noted during a request know where it came from."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from networks.audit.origin import address_of_request, coming_from


class OriginMiddleware:
    """Remembers the caller's address while the request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with coming_from(address_of_request(request)):
            return self.get_response(request)
