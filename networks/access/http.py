"""The request as views see it."""

from django.http import HttpRequest

from networks.access.sessions import Admission
from networks.access.viewer import Viewer


class ViewerRequest(HttpRequest):
    """For annotations: a request that has passed `ViewerMiddleware`."""

    admission: Admission
    viewer: Viewer
