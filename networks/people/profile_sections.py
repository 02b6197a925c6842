"""What a profile shows besides the person: rooms register sections, people know none of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from networks.access.viewer import Viewer
from networks.people.models import Expert


@dataclass(frozen=True)
class ProfileSection:
    """A heading and a template for what stands below it."""

    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


Find = Callable[[Viewer, Expert], ProfileSection | None]
_finders: dict[str, tuple[int, Find]] = {}


def register_profile_section(name: str, find: Find, order: int = 100) -> None:
    """`find(viewer, expert)` gives what this viewer may read of it, in a fixed number of queries, or None."""
    _finders[name] = (order, find)


def profile_sections(viewer: Viewer, expert: Expert) -> list[ProfileSection]:
    """All sections of this person's profile that have something in them."""
    ordered = sorted(_finders.values(), key=lambda each: each[0])
    return [section for _order, find in ordered if (section := find(viewer, expert)) is not None]
