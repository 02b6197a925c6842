"""How a register's list is narrowed by words. The search room hands its finder in; this room knows no engine."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from networks.access.viewer import Viewer


@dataclass(frozen=True)
class Found:
    """What an index believes to match: ids by the part that matched. The list shows of them what its reader may read."""

    summary: frozenset[int] = frozenset()
    body: frozenset[int] = frozenset()
    limited: bool = False
    """Only the plain search answered."""

    def holds(self, pk: int, *, reads_body: bool) -> bool:
        """Whether a record matches for somebody who knows its SUMMARY, and perhaps reads its BODY."""
        return pk in self.summary or (reads_body and pk in self.body)


Finder = Callable[[Viewer, str, str], Found]
_finders: list[Finder] = []


def use_finder(finder: Finder) -> None:
    """The function (viewer, register slug, words) -> Found that answers from now on."""
    _finders[:] = [finder]


def matching(viewer: Viewer, register_slug: str, words: str) -> Found:
    """Records of a register that match the words: candidates, of which the viewer may know more or fewer."""
    return _finders[0](viewer, register_slug, words) if _finders else Found(limited=True)


def narrowing(viewer: Viewer, register_slug: str, query: QueryDict) -> Found | None:
    """What matches the words of `q` in the query of a list, its export or its feed; None without words."""
    words = words_in(query)
    return matching(viewer, register_slug, words) if words else None


def words_in(query: QueryDict) -> str:
    """The words of `q` as they are searched for."""
    return query.get("q", "").strip()[:200]
