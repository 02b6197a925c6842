"""Words for the life of a record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a record stands; how far a submission has come is its Review's business."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    UNCONFIRMED = "unconfirmed", _("Unconfirmed")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ARCHIVED = "archived", _("Archived")


LISTED_STATES = (State.PUBLISHED, State.UNCONFIRMED)
READABLE_STATES = (*LISTED_STATES, State.SUPERSEDED, State.ARCHIVED)
# What somebody may still say is correct; what was archived comes back by it.
CONFIRMED_STATES = (*LISTED_STATES, State.ARCHIVED)


class Route(models.TextChoices):
    """How a record gets published."""

    DIRECT = "direct", _("Published by its owner")
    CLEARED = "cleared", _("Cleared by the national contact point")
    VALIDATED = "validated", _("Cleared, then validated from two other Member States")


class Grade(models.TextChoices):
    """Strength of the evidence, as validators see it."""

    PROVEN = "proven", _("Proven")
    SUPPORTED = "supported", _("Supported")
    PROMISING = "promising", _("Promising")
    CONTESTED = "contested", _("Contested")
    WITHDRAWN = "withdrawn", _("Grade withdrawn")


# What each grade means, where one is chosen.
MEANING_OF_GRADE = {
    Grade.PROVEN: _("Figures or an independent evaluation show that it works."),
    Grade.SUPPORTED: _("It has worked in practice, and the record gives evidence for it."),
    Grade.PROMISING: _("It is convincing, but there is little evidence so far."),
    Grade.CONTESTED: _("The evidence is contradictory, or experts disagree about it."),
}
HIGHEST_FIRST = list(Grade)
# "Withdrawn" is a later fall, never a first grade.
FIRST_GRADES = tuple(grade for grade in Grade if grade != Grade.WITHDRAWN)


def lower_of(one: str, other: str) -> Grade:
    """The lower of two grades counts."""
    return max(Grade(one), Grade(other), key=HIGHEST_FIRST.index)


class Stage(models.TextChoices):
    """Whom a review waits for."""

    CLEARANCE = "clearance", _("Waiting for clearance")
    VALIDATION = "validation", _("Waiting for validation")
    CLOSED = "closed", _("Closed")


OPEN_STAGES = (Stage.CLEARANCE, Stage.VALIDATION)


class Outcome(models.TextChoices):
    """How a review ended."""

    OPEN = "open", _("Open")
    PUBLISHED = "published", _("Published")
    RETURNED = "returned", _("Changes requested")
    REJECTED = "rejected", _("Not validated")
    TAKEN_BACK = "taken_back", _("Submission withdrawn")
    ENDED = "ended", _("Ended because its readers were changed")


class Verdict(models.TextChoices):
    """What one person decided in a review."""

    CLEARED = "cleared", _("Cleared")
    RETURNED = "returned", _("Requested changes")
    VALIDATED = "validated", _("Validated")
    REJECTED = "rejected", _("Did not validate")


# How a submission comes back to its authors, and the verdicts that do it.
SENT_BACK = (Outcome.RETURNED, Outcome.REJECTED, Outcome.ENDED)
RETURNING_VERDICTS = (Verdict.RETURNED, Verdict.REJECTED)


class LinkKind(models.TextChoices):
    """How one record bears on another."""

    IMPLEMENTS = "implements", _("Implements")
    EVIDENCE_FOR = "evidence_for", _("Evidence for")
    SUPERSEDES = "supersedes", _("Supersedes")
    DERIVED_FROM = "derived_from", _("Derived from")
    TRAINED_BY = "trained_by", _("Trained by")

    @property
    def seen_from_the_other(self) -> str:
        """The same link in the words of the record it points at."""
        return str(_INVERSE[self])


_INVERSE = {
    LinkKind.IMPLEMENTS: _("Implemented by"),
    LinkKind.EVIDENCE_FOR: _("Evidence in"),
    LinkKind.SUPERSEDES: _("Superseded by"),
    LinkKind.DERIVED_FROM: _("Basis of"),
    LinkKind.TRAINED_BY: _("Trains"),
}


class Vocabulary(models.TextChoices):
    """The shared lists from which words are chosen."""

    TOPIC = "topic", _("Topic")
    BORDER_TYPE = "border_type", _("Border type")
    TRAFFIC = "traffic", _("Traffic")
    DELIVERY_MODE = "delivery_mode", _("Delivery mode")


class AccessRequestKind(models.TextChoices):
    """What somebody asks of those who keep a record."""

    MORE = "more", _("Asks for access")
    RELEASE = "release", _("Requests release")
    QUESTION = "question", _("Asks a question")


class AccessRequestState(models.TextChoices):
    """A question to those who keep a record, and its answer."""

    OPEN = "open", _("Waiting for an answer")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Declined")
