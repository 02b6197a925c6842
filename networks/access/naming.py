"""How somebody names a thing that has a marking: rooms say in their `named.py` which words they understand."""

from collections.abc import Callable
from dataclasses import dataclass

from networks.access.models import Marking


@dataclass(frozen=True)
class Named:
    """A thing with readers, in words for whoever looks after the platform: never its text."""

    what: str
    marking: Marking
    reference: str
    address: str


Find = Callable[[str], Named | None]
_finders: dict[str, Find] = {}


def register_named(room: str, find: Find) -> None:
    """The function answers a reference or an address with a thing of this room, or None."""
    _finders[room] = find


def things_named(words: str) -> list[Named]:
    """Everything that is called so, of every room."""
    return [found for find in _finders.values() if (found := find(words.strip())) is not None]
