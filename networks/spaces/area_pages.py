"""The page about the priority area of a network. The communication team writes those; kb.pages hands its finder in."""

from collections.abc import Callable
from dataclasses import dataclass

from networks.access.viewer import Viewer
from networks.spaces.models import Network


@dataclass(frozen=True)
class AreaPage:
    """A page that the viewer may read."""

    title: str
    url: str


Find = Callable[[Viewer, str], AreaPage | None]
_finders: list[Find] = []


def use_area_pages(find: Find) -> None:
    """A function from viewer and area to the page about it, None where there is none for this viewer."""
    _finders[:] = [find]


def area_page_of(viewer: Viewer, network: Network) -> AreaPage | None:
    """The page about the area this network works in."""
    return _finders[0](viewer, network.area) if _finders and network.area else None
