"""Who sees the trail."""

from networks.access.reading import not_known
from networks.access.viewer import Viewer


def audits(viewer: Viewer) -> bool:
    """Whether the viewer is an auditor of the platform."""
    return bool(viewer.holding("audit", "platform"))


def check_audits(viewer: Viewer) -> None:
    """Nobody else learns that these pages exist."""
    if not audits(viewer):
        raise not_known()
