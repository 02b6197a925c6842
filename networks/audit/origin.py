"""From where: the network address behind a request or a socket. The one place that knows of the proxy in front."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest

_here: ContextVar[str] = ContextVar("origin", default="")


def address_of(peer: str, forwarded: str) -> str:
    """The caller's address. Behind our proxy it is the last one the proxy names; what a client wrote before it counts nothing."""
    told = forwarded.rpartition(",")[2].strip() if settings.BEHIND_PROXY else ""
    return _address(told) or _address(peer)


def _address(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        return ""


def address_of_request(request: HttpRequest) -> str:
    """The address a request came from; empty when there is none."""
    return address_of(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""))


def address_of_scope(scope: Mapping[str, Any]) -> str:
    """The same for a socket."""
    headers = dict(scope.get("headers") or ())
    peer = (scope.get("client") or ("", 0))[0]
    return address_of(str(peer), headers.get(b"x-forwarded-for", b"").decode("latin-1"))


def remember(address: str) -> None:
    """For a task of its own, as a socket is: everything it notes from now on came from there."""
    _here.set(address)


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    """What is noted inside came from there."""
    token = _here.set(address)
    try:
        yield
    finally:
        _here.reset(token)


def here() -> str:
    """Where what happens now came from; empty for commands and work by the clock."""
    return _here.get()
