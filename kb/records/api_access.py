"""Who asks the interface: the session as on every page, or a personal token in the header `Authorization: Bearer`."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer

from networks.access.by_token import viewer_by_token
from networks.people.enums import TokenScope
from networks.people.refused_tokens import one_too_many


class PersonalTokenAuth(HttpBearer):
    """The token alone counts where one is sent, whatever session comes with it. One answer for every token that opens nothing."""

    def authenticate(self, request: Any, token: str) -> Any:
        """Puts the token's viewer on the request. 401 for a token that opens nothing, 429 after too many of them."""
        viewer = viewer_by_token(token, TokenScope.API)
        if viewer is None:
            if refused_token(request) == 429:
                raise HttpError(429, _("Too many attempts. Try again later."))
            raise HttpError(401, _("This token is not valid."))
        request.viewer = viewer
        return viewer


def refused_token(request: HttpRequest) -> int:
    """Note and count a token that opens nothing. The status to answer with: 401, or 429 after too many of them."""
    return 429 if one_too_many(request) else 401


def by_session(request: HttpRequest) -> bool:
    """Without a token the session says who asks; a visitor reads what is public."""
    return True
