"""Gives every request its Viewer, and leads to a second factor whoever has to have one."""

from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from networks.access.http import ViewerRequest
from networks.access.sessions import Admission, admit
from networks.access.viewer import Viewer
from networks.people.models import Expert

# What somebody needs to set up a second factor, and the way out.
DOORS_TO_A_FACTOR = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "account_reauthenticate",
        "openid_connect_callback",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
    }
)


class ViewerMiddleware:
    """Sets `request.viewer`, built from the database on first use and once per request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        admission = SimpleLazyObject(lambda: admission_of(request))
        asked = cast(ViewerRequest, request)
        asked.admission = cast(Admission, admission)
        asked.viewer = cast(Viewer, SimpleLazyObject(lambda: admission.viewer))
        return self.get_response(request)

    def process_view(
        self, request: ViewerRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Before any view: whoever has to set up a second factor is led there. A view that came past would see a visitor."""
        match = request.resolver_match
        if not request.user.is_authenticated or match is None or match.view_name in DOORS_TO_A_FACTOR:
            return None
        return to_a_factor(request) if request.admission.waits_for_factor else None


def to_a_factor(request: ViewerRequest) -> HttpResponse:
    """A page is answered by the way to a second factor; what no browser shows as a page, by 403."""
    sentence = _("Your role requires a second factor. Set one up first.")
    match = request.resolver_match
    if match is not None and "api" in match.namespaces:
        return JsonResponse({"detail": sentence}, status=403)
    if request.method not in ("GET", "HEAD") or request.headers.get("HX-Request"):
        raise PermissionDenied(sentence)
    return redirect("mfa_index")


def admission_of(request: HttpRequest) -> Admission:
    """What the session of this request lets in; a visitor when there is none."""
    user = request.user
    return admit(user if isinstance(user, Expert) or user.is_authenticated else None)
