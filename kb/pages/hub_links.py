"""The seven areas as links, and the hub of one of them."""

from django.db.models import QuerySet

from kb.pages.models.hub import AreaHubPage
from networks.access.enums import Part
from networks.access.reading import visible
from networks.access.viewer import Viewer
from networks.spaces.area_pages import AreaPage


def hub_links(viewer: Viewer) -> QuerySet[AreaHubPage]:
    """Published hubs the viewer may read, in the order of the tree."""
    return visible(AreaHubPage.objects.live(), viewer, Part.BODY).order_by("path")


def area_page_for(viewer: Viewer, area: str) -> AreaPage | None:
    """The hub of an area, if the viewer may read it."""
    hub = hub_links(viewer).filter(area=area).first()
    return AreaPage(hub.title, hub.url or "") if hub else None
