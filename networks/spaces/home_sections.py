"""What a network's home shows besides itself: rooms register sections, spaces know none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from networks.access.viewer import Viewer
from networks.spaces.models import Network


@dataclass(frozen=True)
class HomeItem:
    """One line of a section."""

    title: str
    url: str
    at: datetime | None = None
    label: str = ""
    note: str = ""


@dataclass(frozen=True)
class HomeSection:
    """A few lines of what is new or pinned, with the way to all of it and words for when there is nothing."""

    title: str
    items: Sequence[HomeItem]
    url: str = ""
    empty: str = ""


Find = Callable[[Viewer, Network], HomeSection]
_finders: dict[str, tuple[int, Find]] = {}


def register_home_section(name: str, find: Find, order: int = 100) -> None:
    """`find(viewer, network)` gives at most a handful of things that the viewer may read, in a fixed number of queries."""
    _finders[name] = (order, find)


def home_sections(viewer: Viewer, network: Network) -> list[HomeSection]:
    """All sections of this network's home."""
    return [find(viewer, network) for _order, find in sorted(_finders.values(), key=lambda each: each[0])]
