"""Markings, their tokens, and the access epoch."""

from networks.access.models.epoch import AccessEpoch
from networks.access.models.extra import ExtraPermission
from networks.access.models.marking import Marking, MarkingToken

__all__ = ["AccessEpoch", "ExtraPermission", "Marking", "MarkingToken"]
