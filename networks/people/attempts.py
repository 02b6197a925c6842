"""How often somebody may try: under whom attempts are counted, and what happens when there were too many."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from networks.audit.origin import address_of_request
from networks.people.addresses import canonical

View = Callable[..., HttpResponse]


def attempted_address(request: HttpRequest | None, credentials: dict[str, str] | None = None) -> str:
    """The address somebody tries to sign in with, in its one spelling, so that no other of it gets tries of its own."""
    given = (credentials or {}).get("email") or (credentials or {}).get("username") or ""
    if not given and request is not None:
        given = request.POST.get("login", "")
    return canonical(given)[:255]


def line_of(request: HttpRequest) -> str:
    """The address something came from; of IPv6 the network, which is one line with very many addresses. Empty without one."""
    address = address_of_request(request)
    return str(ratelimit.truncate_ip(address)) if address else ""


def counted_under(request: HttpRequest) -> str:
    """Under whom something is counted: the person who is signed in, otherwise the address it came from."""
    if request.user.is_authenticated:
        return f"person {request.user.pk}"
    return f"address {ratelimit.get_ip(request)}"


def is_over_limit(request: HttpRequest, action: str) -> bool:
    """Count this request under `action` (settings.RATE_LIMITS) and say whether it is one too many, over all processes."""
    usage = ratelimit.consume(
        request,
        app="networks.people",
        action=action,
        config=settings.RATE_LIMITS,
        key=counted_under(request),
        limit_get=True,
    )
    return usage is None


def too_often(request: HttpRequest) -> HttpResponse:
    """429 with Retry-After."""
    refused: HttpResponse = ratelimit.respond_429(request)
    return refused


def limited(action: str, field: str = "") -> Callable[[View], View]:
    """A view that answers 429 with Retry-After when `action` was done too often. CountsAway where nobody can count.

    With a `field`, only requests that bring it in their address count.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def counted(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if (not field or request.GET.get(field)) and is_over_limit(request, action):
                return too_often(request)
            return view(request, *args, **kwargs)

        return counted

    return wrap
