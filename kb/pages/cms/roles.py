"""The two kinds of people who have something to do under /cms/, as the viewer's permissions say now."""

from enum import StrEnum

from networks.access.viewer import Viewer
from networks.people.models import Expert


class CmsRole(StrEnum):
    """Each opens doors of its own and no others."""

    EDITOR = "editor"
    STEWARD = "steward"


def roles_of(viewer: Viewer) -> frozenset[CmsRole]:
    """What guardian grants through an office or seat that counts today; nothing for anybody else."""
    roles = set()
    if viewer.holding("edit_pages", "platform"):
        roles.add(CmsRole.EDITOR)
    if viewer.holding("steward"):
        roles.add(CmsRole.STEWARD)
    return frozenset(roles)


def is_editor(viewer: Viewer) -> bool:
    """Communications editor now."""
    return CmsRole.EDITOR in roles_of(viewer)


def expert_of(user: object) -> Expert | None:
    """Wagtail hands policies a user: an Expert, a lazy one, or nobody."""
    return user if isinstance(user, Expert) else None
