"""How a register's list is narrowed by words. The search room hands its finder in; this room knows no engine."""

from collections.abc import Callable
from dataclasses import dataclass

from networks.access.viewer import Viewer


@dataclass(frozen=True)
class Found:
    """Ids of records, best first, and whether only the plain search answered."""

    ids: list[int]
    limited: bool = False


Finder = Callable[[Viewer, str, str], Found]
_finders: list[Finder] = []


def use_finder(finder: Finder) -> None:
    """The function (viewer, register slug, words) -> Found that answers from now on."""
    _finders[:] = [finder]


def ids_for(viewer: Viewer, register_slug: str, words: str) -> Found:
    """Records of a register that match the words and that the viewer may know."""
    return _finders[0](viewer, register_slug, words) if _finders else Found([], limited=True)
