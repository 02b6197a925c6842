"""The seven areas as links."""

from django.db.models import QuerySet

from kb.pages.models.hub import AreaHubPage
from networks.access.enums import Part
from networks.access.reading import visible
from networks.access.viewer import Viewer


def hub_links(viewer: Viewer) -> QuerySet[AreaHubPage]:
    """Published hubs the viewer may read, in the order of the tree."""
    return visible(AreaHubPage.objects.live(), viewer, Part.BODY).order_by("path")
