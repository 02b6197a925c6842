"""Takes the secret out of a calendar's address before anybody can write it down."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from networks.calendar.addresses import BEGINS, SHOWN, secret_in, without_secret

# Where servers put the address they were asked for, and browsers the one they come from.
WRITTEN = ("PATH_INFO", "REQUEST_URI", "RAW_URI", "HTTP_REFERER")


class SecretAddressMiddleware:
    """From here on the request carries `/calendar/-.ics` and, apart from it, `calendar_secret`.

    So no log, no mail about a fault and no page that repeats its address can name it. It comes after the redirect to
    https, which has to repeat the address. Browsers are told to send it on to nobody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(BEGINS):
            return self.get_response(request)
        _take_out(request)
        response = self.get_response(request)
        response["Referrer-Policy"] = "no-referrer"
        return response


def secret_of(request: HttpRequest) -> str:
    """The token of the address that was asked for; empty where it held none."""
    return str(getattr(request, "calendar_secret", ""))


def _take_out(request: HttpRequest) -> None:
    request.calendar_secret = secret_in(request.path_info)  # type: ignore[attr-defined]
    before = request.path.removesuffix(request.path_info)
    request.path_info = SHOWN
    request.path = f"{before}{SHOWN}"
    for name in WRITTEN:
        if name in request.META:
            request.META[name] = without_secret(request.META[name])
