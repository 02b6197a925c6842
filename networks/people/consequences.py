"""What happens when somebody leaves, said before it does: rooms register what becomes of theirs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from networks.access.viewer import Viewer
from networks.people.models import Expert

MOST_NAMES = 10


@dataclass(frozen=True)
class Consequence:
    """One thing that happens, with names of what it happens to, and how many more there are: what this viewer may know."""

    words: str
    names: tuple[str, ...] = ()
    more: int = 0


Find = Callable[[Viewer, Expert], Iterable[Consequence]]
_finders: dict[str, tuple[int, Find]] = {}


def register_consequences(name: str, find: Find, order: int = 100) -> None:
    """`find(viewer, expert)` tells what would become of a person's things, in a fixed number of queries."""
    _finders[name] = (order, find)


def consequences_of_leaving(viewer: Viewer, expert: Expert) -> list[Consequence]:
    """Everything that would happen if this person left now."""
    ordered = sorted(_finders.values(), key=lambda each: each[0])
    return [found for _order, find in ordered for found in find(viewer, expert)]
