"""Gives every request its Viewer."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from networks.access.http import ViewerRequest
from networks.access.viewer import Viewer, viewer_of
from networks.people.models import Expert


class ViewerMiddleware:
    """Sets `request.viewer`, built from the database on first use and once per request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        viewer = SimpleLazyObject(lambda: viewer_of_request(request))
        cast(ViewerRequest, request).viewer = cast(Viewer, viewer)
        return self.get_response(request)


def viewer_of_request(request: HttpRequest) -> Viewer:
    """The viewer of the person whose session this is; a visitor when there is none."""
    user = request.user
    return viewer_of(user if isinstance(user, Expert) or user.is_authenticated else None)
