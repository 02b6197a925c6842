"""Second factors: allauth's views, with what is shown or taken off noted and named our way."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import download_recovery_codes, view_recovery_codes
from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from networks.access.reading import not_known
from networks.audit.recording import note
from networks.people.models import Expert
from networks.people.second_factor import reference_of


def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes that are left, after the person was asked who they are."""
    return _noted(request, view_recovery_codes(request))


def recovery_codes_file(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    return _noted(request, download_recovery_codes(request))


def _noted(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code == 200:
        note("factor.codes_seen", _person(request), request.user)
    return response


def passkeys(request: HttpRequest) -> HttpResponse:
    """Passkeys stand on the page of all second factors."""
    return redirect("mfa_index")


def remove_passkey(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a passkey off, unless the role of its owner asks for it. 404 for what is not one's own."""
    passkey = _own_passkey(request, reference)
    adapter = get_adapter()
    if not adapter.can_delete_authenticator(passkey):
        messages.error(request, str(adapter.error_messages["cannot_delete_authenticator"]))
        return redirect("mfa_index")
    response: HttpResponse = remove_webauthn(request, pk=passkey.pk)
    return response


def _own_passkey(request: HttpRequest, reference: str) -> Authenticator:
    person = _person(request)
    own = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN) if person else ()
    for each in own:
        if reference_of(each) == reference:
            return each
    raise not_known()


def _person(request: HttpRequest) -> Any:
    return request.user if isinstance(request.user, Expert) or request.user.is_authenticated else None
