"""Wagtail's policies and views are given a user; the rule needs a Viewer."""

from networks.access.viewer import VISITOR, Viewer, viewer_of
from networks.people.models import Expert

_KEPT = "_viewer_of_this_request"


def viewer_of_user(user: object) -> Viewer:
    """The viewer of the person behind a request, built once for each user object, which lives for one request."""
    if not isinstance(user, Expert):
        return VISITOR
    if _KEPT not in user.__dict__:
        user.__dict__[_KEPT] = viewer_of(user)
    return user.__dict__[_KEPT]
