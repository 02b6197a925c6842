"""What the actions do now is moved to the day on which it is told to have happened."""

from datetime import datetime

from django.db.models import Max, Model
from wagtail.models import ModelLogEntry, Revision

from kb.records.models import Decision, Record, Review
from networks.events.models import Delivery, Event


class Past:
    """Moves what was logged since the last move. One for a seeding, inside its transaction."""

    def __init__(self) -> None:
        self.first = _newest(Event)
        self._event = self.first
        self._entry = _newest(ModelLogEntry)

    def happened(self, when: datetime) -> None:
        """Everything logged since the last move happened then."""
        Event.objects.filter(pk__gt=self._event).update(at=when)
        ModelLogEntry.objects.filter(pk__gt=self._entry).update(timestamp=when)
        self._event, self._entry = _newest(Event), _newest(ModelLogEntry)

    def forget(self, kind: str) -> None:
        """Take back events of this kind since the last move."""
        Event.objects.filter(pk__gt=self._event, kind=kind).delete()

    def tell_nobody(self) -> None:
        """The past sends no mails and no frames. Search is brought up to date in one go when the world stands."""
        Delivery.objects.filter(event__pk__gt=self.first).delete()


def _newest(model: type[Model]) -> int:
    return model._default_manager.aggregate(newest=Max("pk"))["newest"] or 0


def move_version(record: Record, when: datetime) -> None:
    """The newest version of the text was saved then."""
    newest = Record.objects.filter(pk=record.pk).values("latest_revision")
    Revision.objects.filter(pk__in=newest).update(created_at=when)


def move_start(review: Review, when: datetime) -> None:
    """The review began then."""
    Review.objects.filter(pk=review.pk).update(submitted_at=when, stage_since=when)


def move_stage(review: Review, when: datetime) -> None:
    """The review came to its present stage then."""
    Review.objects.filter(pk=review.pk).update(stage_since=when)


def move_decision(review: Review, when: datetime) -> None:
    """The newest decision of the review was taken then."""
    newest = Decision.objects.filter(review=review.pk).order_by("-pk").first()
    Decision.objects.filter(pk=newest and newest.pk).update(at=when)


def move_end(review: Review, when: datetime) -> None:
    """The review ended then."""
    Review.objects.filter(pk=review.pk).update(closed_at=when)
