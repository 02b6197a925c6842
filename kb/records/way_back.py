"""The way back from a record to the list it was found in, filtered as it was."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import SplitResult, urlencode, urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kb.records.models import Record
from kb.records.page_actions import Action, PageActions
from kb.records.register import Register

SEARCH = "/search/"
LONGEST_QUERY = 2000
# Carries the way back through the form, whose pages are the referrers of the record then.
BACK = "back"


def way_here(request: HttpRequest, register: Register) -> list[dict[str, str]]:
    """The register's list, or the search the reader comes from; with the filters and words of the page they were on."""
    back = back_in(request.GET, register) or _referrer(request, register)
    label = _("Search results") if back.startswith(SEARCH) else str(register.label_plural)
    return [{"label": label, "url": back or register.url}]


def back_in(sent: Mapping[str, str], register: Register) -> str:
    """Where an address or a form says the reader comes from. Empty for anything but this list or a search, filtered."""
    return _own(_split(sent.get(BACK, "")), register, host="")


def carrying(url: str, back: str) -> str:
    """The address, with the way back."""
    return f"{url}?{urlencode({BACK: back})}" if back else url


def with_way_back(actions: PageActions, record: Record, way: list[dict[str, str]]) -> PageActions:
    """The same actions; who edits comes back to the list as it was filtered."""
    edit, back = f"{record.get_absolute_url()}edit/", way[0]["url"]
    if "?" not in back:
        return actions

    def carried(action: Action) -> Action:
        return replace(action, url=carrying(edit, back)) if action.url == edit else action

    primary = carried(actions.primary) if actions.primary else None
    return replace(actions, primary=primary, menu=[carried(each) for each in actions.menu])


def _referrer(request: HttpRequest, register: Register) -> str:
    return _own(_split(request.headers.get("Referer", "")), register, host=request.get_host())


def _own(address: SplitResult, register: Register, host: str) -> str:
    """Path and query, where they are those of a filtered list of ours."""
    ours = address.netloc == host and address.path in (register.url, SEARCH)
    asked = 0 < len(address.query) <= LONGEST_QUERY
    return f"{address.path}?{address.query}" if ours and asked else ""


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address[: LONGEST_QUERY * 2])
    except ValueError:
        return urlsplit("")
