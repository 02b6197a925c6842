"""Signing out, by whatever door: the browser forgets what it kept, copies and what stood unsent in forms of that window."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

FORGET = '"cache", "storage"'
MARK = "limes_signed_out"


@receiver(user_logged_out)
def signed_out(request: HttpRequest | None = None, **_more: Any) -> None:
    """Remember it until the answer leaves."""
    if request is not None:
        setattr(request, MARK, True)


class ForgetMiddleware:
    """`Clear-Site-Data` on the answer to signing out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if hasattr(request, MARK):
            response["Clear-Site-Data"] = FORGET
        return response
