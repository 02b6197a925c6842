"""Which address a sign-in attempt is counted under."""

from django.http import HttpRequest


def attempted_address(request: HttpRequest | None, credentials: dict[str, str] | None = None) -> str:
    """The address somebody tries to sign in with, lower case, so that no spelling of it gets tries of its own."""
    given = (credentials or {}).get("email") or (credentials or {}).get("username") or ""
    if not given and request is not None:
        given = request.POST.get("login", "")
    return given.strip().lower()[:255]
