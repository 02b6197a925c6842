"""Sockets beside the pages, and where one may come from: pages of this site. The same test as Django's own for forms."""

from typing import Any
from urllib.parse import urlsplit

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import path, re_path

from networks.events import relay
from networks.live.consumer import LiveConsumer


def with_sockets(pages: Any) -> ProtocolTypeRouter:
    """Pages as they are, and the one socket at /ws/ for whoever has a session of this site."""
    doors = [path("ws/", LiveConsumer.as_asgi()), re_path("", WebsocketDenier.as_asgi())]
    sockets = SameOriginOnly(AuthMiddlewareStack(URLRouter(doors)))
    if settings.RELAY_IN_PROCESS:
        relay.start_thread()
    return ProtocolTypeRouter({"http": pages, "websocket": sockets})


class SameOriginOnly:
    """Refuses sockets whose Origin is not this site, missing ones included, before anything else is looked at."""

    def __init__(self, application: Any) -> None:
        self.application = application

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> Any:
        application = self.application if is_same_origin(scope) else WebsocketDenier.as_asgi()
        return await application(scope, receive, send)


def is_same_origin(scope: dict[str, Any]) -> bool:
    """Whether the Origin is a trusted one, or the address the browser connected to (an allowed host)."""
    origin = _header(scope, b"origin").lower()
    if not urlsplit(origin).netloc:
        return False
    if origin in {each.lower() for each in (*settings.CSRF_TRUSTED_ORIGINS, settings.SITE_URL)}:
        return True
    host = _header(scope, b"host").lower()
    allowed = validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
    return allowed and origin == f"{_scheme(scope)}://{host}"


def _scheme(scope: dict[str, Any]) -> str:
    """`https` when the browser spoke TLS to us or, where the settings trust its word, to the proxy before us."""
    trusted = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
    if trusted:
        name = trusted[0].removeprefix("HTTP_").replace("_", "-").lower().encode()
        told = _header(scope, name).split(",")[0].strip()
        if told:
            return "https" if told == trusted[1] else "http"
    return "https" if scope.get("scheme") == "wss" else "http"


def _header(scope: dict[str, Any], name: bytes) -> str:
    """The header's value; empty when it is missing or was sent more than once."""
    values = [value for key, value in scope.get("headers", []) if key == name]
    return values[0].decode("latin-1") if len(values) == 1 else ""
