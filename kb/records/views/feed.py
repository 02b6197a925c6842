"""A register's feed: for everybody what is public, with a personal token what its owner may know now."""

import base64
import binascii

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kb.records.api_access import refused_token
from kb.records.feed import feed_of
from kb.records.registry import register_named
from networks.access.by_token import viewer_by_token
from networks.access.http import ViewerRequest, unless_known
from networks.access.viewer import VISITOR, Viewer
from networks.people.attempts import limited
from networks.people.enums import TokenScope

KIND = "application/atom+xml; charset=utf-8"
CHALLENGE = 'Basic realm="Limes", charset="UTF-8"'


@require_safe
@limited("search", field="q")
def feed(request: ViewerRequest, register: str) -> HttpResponse:
    """Atom. 401 for a token that opens nothing, 429 after too many; a session counts for nothing here."""
    declared = register_named(register)
    secret = _secret_in(request)
    viewer = _viewer(request, secret)
    if viewer is None:
        return _refusal(refused_token(request) if secret else 401)
    response = HttpResponse(feed_of(viewer, declared, request.GET), content_type=KIND)
    response["Vary"] = "Authorization, Accept-Language, Cookie"
    return unless_known(request, response)


def _viewer(request: HttpRequest, secret: str | None) -> Viewer | None:
    """`?own` asks for a token: many readers send one only after they were asked."""
    if secret is None:
        return None if "own" in request.GET else VISITOR
    return viewer_by_token(secret, TokenScope.FEED)


def _secret_in(request: HttpRequest) -> str | None:
    """The password of HTTP Basic: unlike an address it stands in no log and no referer. None where nothing was sent."""
    sent = request.headers.get("Authorization", "")
    if not sent:
        return None
    kind, _space, encoded = sent.partition(" ")
    try:
        pair = base64.b64decode(encoded, validate=True).decode() if kind.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        pair = ""
    return pair.partition(":")[2]


def _refusal(status: int) -> HttpResponse:
    response = HttpResponse(_("This token is not valid."), status=status, content_type="text/plain")
    if status == 401:
        response["WWW-Authenticate"] = CHALLENGE
    return response
