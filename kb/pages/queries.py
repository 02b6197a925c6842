"""Reads of pages. Each takes the Viewer; what it returns may be shown to them."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from wagtail.models import Page

from networks.access.enums import Part
from networks.access.models import MarkingToken
from networks.access.reading import visible
from networks.access.viewer import VISITOR, Viewer

if TYPE_CHECKING:
    from kb.pages.models.base import MarkedPage
    from kb.pages.models.news import NewsPage


def way_here(page: "MarkedPage", viewer: Viewer) -> list[dict[str, str]]:
    """The live pages above this one that the viewer may read, from the first page down."""
    if not page.path or page.depth <= 2:
        return []
    above = page.get_ancestors().live().filter(depth__gt=1).specific()
    return [{"label": each.title, "url": each.url} for each in only_readable(above, viewer)]


def only_readable(pages: QuerySet[Page], viewer: Viewer) -> list["MarkedPage"]:
    """Those of some pages, of whatever kinds, that the viewer may read: one query for the rule."""
    marked = [page for page in pages if getattr(page, "marking_id", None)]
    rows = MarkingToken.objects.filter(part=Part.BODY, token__in=viewer.tokens)
    readable = set(
        rows.filter(marking_id__in=[page.marking_id for page in marked]).values_list("marking_id", flat=True)
    )
    return [page for page in marked if page.marking_id in readable]


def news_for(viewer: Viewer, model: type["NewsPage"]) -> "QuerySet[NewsPage]":
    """Published news the viewer may read, newest first, with what a list shows."""
    pages = visible(model.objects.live(), viewer, Part.BODY)
    return pages.select_related("marking", "image").order_by("-date", "-pk")


def public_pages() -> list["MarkedPage"]:
    """Live pages that everybody may read, in the order of the tree."""
    return only_readable(Page.objects.live().filter(depth__gt=1).order_by("path").specific(), VISITOR)
