"""Whether a page stands at an address for somebody: asked before Wagtail looks for it, in one query of one shape."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page, Site

from kb.pages.models import PAGE_MODELS
from networks.access.enums import Part
from networks.access.reading import readable_markings
from networks.access.viewer import Viewer


def is_page_for(viewer: Viewer, site: Site | None, path: str) -> bool:
    """Whether a live page the viewer may read stands at this address of the site: one query for all kinds of pages."""
    if site is None:
        return False
    below = "".join(f"{each}/" for each in path.split("/") if each)
    pages = Page.objects.live().filter(url_path=f"{site.root_page.url_path}{below}")
    return pages.filter(
        reduce(or_, [_readable(viewer, each.__name__.lower()) for each in PAGE_MODELS])
    ).exists()


def _readable(viewer: Viewer, kind: str) -> Q:
    """Pages of one kind, from the base table: each kind holds its marking itself."""
    rows = readable_markings(viewer, Part.BODY).filter(marking_id=OuterRef(f"{kind}__marking"))
    return Q(Exists(rows))
