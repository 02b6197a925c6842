"""What the template of the page of results gets: everything decided, only to be written down."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.paginator import Page
from django.utils.translation import gettext as _

from networks.addresses.pages import Pages
from search.asking import Asked
from search.authorising import Hit
from search.facets import Names, chips, groups, names_of
from search.finding import MOST_RESULTS, PAGE_SIZE, Results


@dataclass(frozen=True)
class Row:
    """One result for components/record_row.html."""

    hit: Hit
    kind: str
    place: str
    country: str
    pointer: str
    date: datetime | None
    """When it was changed; of a person nobody needs to know."""


def page_of(asked: Asked, results: Results) -> dict[str, object]:
    """Context of templates/search/results.html."""
    names = names_of(results.facets)
    return {
        "asked": asked,
        "search_words": asked.text,
        "results": results,
        "rows": [_row(hit, names) for hit in results.hits],
        "page": _paging(results),
        "pages_base": asked.pages(),
        "chips": chips(asked, names),
        "clear_url": asked.without_filters(),
        "groups": groups(asked, results.facets, names),
        "exact_url": asked.address(exact=True),
        "search_limited": results.limited,
        "embedded": not settings.ELASTICSEARCH_URL,
    }


def _row(hit: Hit, names: Names) -> Row:
    return Row(
        hit,
        kind=names["kind"].get(hit.kind, hit.kind),
        place=_listed(names, "network", hit.networks),
        country=_listed(names, "country", hit.countries),
        pointer=_whereabouts(hit),
        date=hit.updated_at if hit.label else None,
    )


def _whereabouts(hit: Hit) -> str:
    """Where the content is, for a hit whose content is elsewhere; its holder for readers of the body only."""
    if not hit.pointer:
        return ""
    if hit.held_by:
        return _("The content is held by %(holder)s") % {"holder": hit.held_by}
    return _("The content is held in another system")


def _listed(names: Names, facet: str, codes: tuple[str, ...]) -> str:
    return ", ".join(names[facet].get(code, code) for code in codes)


def _paging(results: Results) -> Page:
    """Pages without loading anything: the hits are already those of this page."""
    paginator = Pages(range(min(results.total, MOST_RESULTS)), PAGE_SIZE)
    return paginator.get_page(results.page)
