"""Noting readings of TLP:RED, TLP:AMBER+STRICT and what an administrator opened: after the rule, before anything is shown."""

from typing import Any

from networks.access.enums import CLOSED_LABELS
from networks.access.viewer import Viewer
from networks.audit.enums import READ
from networks.audit.recording import note_each


def note_reading(viewer: Viewer, thing: Any, action: str = READ, **how: str) -> None:
    """One entry if the label asks for it or it is read by break-glass, else no query. An error here keeps the text unseen."""
    opened = thing.marking_id in viewer.opened
    if opened or thing.marking.label in CLOSED_LABELS:
        note_each(action, [thing], viewer.expert, details=how | {"by": "break-glass"} if opened else how)
