"""The way back from a record to the list it was found in, filtered as it was."""

from urllib.parse import SplitResult, urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kb.records.register import Register

SEARCH = "/search/"
LONGEST_QUERY = 2000


def way_here(request: HttpRequest, register: Register) -> list[dict[str, str]]:
    """The register's list, or the search the reader comes from; with the filters and words of the page they were on."""
    came_from = _came_from(request)
    here = came_from.netloc == request.get_host() and len(came_from.query) <= LONGEST_QUERY
    query = f"?{came_from.query}" if here and came_from.query else ""
    if here and came_from.path == SEARCH and query:
        return [{"label": _("Search results"), "url": f"{SEARCH}{query}"}]
    filtered = query if came_from.path == register.url else ""
    return [{"label": str(register.label_plural), "url": f"{register.url}{filtered}"}]


def _came_from(request: HttpRequest) -> SplitResult:
    try:
        return urlsplit(request.headers.get("Referer", "")[: LONGEST_QUERY * 2])
    except ValueError:
        return urlsplit("")
