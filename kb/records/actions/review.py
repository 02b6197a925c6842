"""What all decisions share: locking the one open review, closing it, and the marks it leaves."""

from django.db import transaction
from django.utils import timezone

from kb.records.access import check_open
from kb.records.enums import Outcome, Stage, Verdict
from kb.records.models import Decision, Record, Review
from networks.access.actions.mark import mark
from networks.access.viewer import Viewer


def locked(review: Review) -> Review:
    """The review as it is now, locked with its record until the transaction ends. Raises AlreadyDecided when it is closed.

    The record first, as whoever changes its readers does: what is cleared is what is published, to those it was cleared for.
    """
    Record.objects.select_for_update(of=("self",)).get(pk=review.record_id)
    fresh = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    check_open(fresh)
    return fresh


def decide(viewer: Viewer, review: Review, verdict: Verdict, reason: str = "", grade: str = "") -> Decision:
    """Write down one person's word."""
    return Decision.objects.create(
        review=review,
        expert=viewer.expert,
        administration=viewer.expert.administration if viewer.expert else None,
        stage=review.stage,
        verdict=verdict,
        reason=reason,
        grade=grade,
    )


@transaction.atomic
def close(review: Review, outcome: Outcome) -> None:
    """End a review. Validators no longer read the draft, unless one of them refused it.

    A rejection reaches everybody who took part, so they read it until the text is sent again (kb.records.actions.submit).
    """
    review.stage = Stage.CLOSED
    review.outcome = outcome
    review.closed_at = timezone.now()
    review.reminded = 0
    review.save(update_fields=["stage", "outcome", "closed_at", "reminded"])
    marking = review.record.marking
    if marking.validating and outcome != Outcome.REJECTED:
        mark(marking, validating=False)


def move_to(review: Review, stage: Stage) -> None:
    """Hand the review to those who decide next."""
    review.stage = stage
    review.stage_since = timezone.now()
    review.reminded = 0
    review.save(update_fields=["stage", "stage_since", "reminded"])
