"""Markings, their tokens, the access epoch, and what an administrator opened."""

from networks.access.models.epoch import AccessEpoch
from networks.access.models.extra import ExtraPermission
from networks.access.models.glass import Glass
from networks.access.models.marking import Marking, MarkingToken

__all__ = ["AccessEpoch", "ExtraPermission", "Glass", "Marking", "MarkingToken"]
