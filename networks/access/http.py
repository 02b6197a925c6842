"""The request as views see it, and answers that are asked for again and again."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from networks.access.sessions import Admission
from networks.access.viewer import Viewer


class ViewerRequest(HttpRequest):
    """For annotations: a request that has passed `ViewerMiddleware`."""

    admission: Admission
    viewer: Viewer


def unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 for whoever has this answer already.

    The tag is made of what this reader may have now, so it says nothing that the answer would not.
    """
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()}"'
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
