"""Numbers nobody can mean, stopped at the door for every page, those of packages too."""

import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from networks.addresses.numbers import MOST_DIGITS, whole_number

# Longer than any number that means something, and far below the 4,300 digits beyond which Python refuses to read one.
LONGEST = 100
_LONG = re.compile(rf"[+-]?\d{{{LONGEST + 1},}}")
_BETWEEN = re.compile(r"/|\.\.\.")


# Of a page in a list, in our pages and in the CMS.
PAGE = ("page", "p")


class AddressNumberMiddleware:
    """A parameter of more than a hundred digits counts as the largest number; a path with one leads nowhere.

    Pages are counted from 1: what is less is the first page, also in lists of packages.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Cut parameters, refuse paths. Words that merely contain a number stay as they are."""
        if any(_LONG.fullmatch(part) for part in _BETWEEN.split(request.path)):
            raise Http404(_("Page not found"))
        wanted = {name: [_usable(name, each) for each in values] for name, values in request.GET.lists()}
        if wanted != dict(request.GET.lists()):
            query = request.GET.copy()
            for name, values in wanted.items():
                query.setlist(name, values)
            request.GET = QueryDict(query.urlencode())
        return self.get_response(request)


def _usable(name: str, value: str) -> str:
    if name in PAGE and whole_number(value, least=0, most=1, default=1) == 0:
        return "1"
    return value[: MOST_DIGITS + len(value) - len(value.lstrip("+-"))] if _LONG.fullmatch(value) else value
