"""Labels of the Traffic Light Protocol 2.0 (FIRST), the parts of a thing, and how far it is out."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Label(models.TextChoices):
    """TLP 2.0 labels, widest first."""

    CLEAR = "TLP:CLEAR", "TLP:CLEAR"
    GREEN = "TLP:GREEN", "TLP:GREEN"
    AMBER = "TLP:AMBER", "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT", "TLP:AMBER+STRICT"
    RED = "TLP:RED", "TLP:RED"


WIDEST_FIRST = list(Label)
NEVER_VALIDATED = (Label.AMBER_STRICT, Label.RED)
CLOSED_LABELS = (Label.AMBER_STRICT, Label.RED)


def is_wider(one: str, other: str) -> bool:
    """Whether label `one` lets more people in than `other`."""
    return WIDEST_FIRST.index(Label(one)) < WIDEST_FIRST.index(Label(other))


def strictest(labels: Iterable[str]) -> Label:
    """The strictest of the labels; CLEAR for none."""
    return max(map(Label, labels), key=WIDEST_FIRST.index, default=WIDEST_FIRST[0])


def uses(label: str, summary_label: str = "") -> frozenset[str]:
    """Which of the further choices of a marking count under these labels: `summary_label`, `administrations`, `recipients`."""
    used = {"recipients"} if label == Label.RED else set()
    if label != Label.CLEAR:
        used.add("summary_label")
        if Label.AMBER_STRICT in (label, summary_label):
            used.add("administrations")
    return frozenset(used)


class Part(models.TextChoices):
    """What of a thing is read."""

    SUMMARY = "SUMMARY", _("Summary")
    BODY = "BODY", _("Body")
    TALK = "TALK", _("Discussion")
    DRAFT = "DRAFT", _("Draft")


class Shape(models.TextChoices):
    """What kind of thing a marking is for; the shape says which parts exist."""

    RECORD = "record", _("Record")
    PLAIN = "plain", _("Page, discussion, meeting, document or image")
    COORDINATED = "coordinated", _("Read by training coordinators and its author")


class Exposure(models.TextChoices):
    """Whether the thing is out."""

    HIDDEN = "hidden", _("Not published")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class GlassPurpose(models.TextChoices):
    """For what a platform administrator opens a thing: the code stands in the audit trail."""

    INCIDENT = "incident", _("A security incident")
    AUTHORITY = "authority", _("A request from a court or an authority")
    UNREACHABLE = "unreachable", _("No owner can be reached")
    REPAIR = "repair", _("A technical fault in the content")
