"""Noting that somebody reads what is TLP:RED or TLP:AMBER+STRICT. Called after the rule and before anything is shown."""

from typing import Any

from networks.access.enums import CLOSED_LABELS
from networks.access.viewer import Viewer
from networks.audit.enums import READ
from networks.audit.recording import note_each


def note_reading(viewer: Viewer, thing: Any, action: str = READ, **how: str) -> None:
    """One entry if the label asks for it; nothing, and no query, otherwise. An error here keeps the text from being shown."""
    if thing.marking.label in CLOSED_LABELS:
        note_each(action, [thing], viewer.expert, details=how)
