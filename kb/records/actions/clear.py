"""The contact point's decisions."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kb.records.access import check_clear
from kb.records.actions.review import close, decide, locked, move_to
from kb.records.enums import Outcome, Stage, Verdict
from kb.records.models import Record, Review
from kb.records.submissions import is_validated
from networks.access.actions.mark import mark
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event
from networks.text.characters import typed


@transaction.atomic
def clear(viewer: Viewer, review: Review, english: dict[str, str] | None = None) -> Review:
    """Clear a text. It goes to the validators, or is published where nobody may validate it.

    `english`: title_en and summary_en, where the contact point supplies what is due at clearance.
    """
    fresh = locked(review)
    check_clear(viewer, fresh)
    if fresh.stage != Stage.CLEARANCE:
        raise ValidationError(_("This text has already been cleared."))
    text = _with_english(viewer, fresh, english or {})
    missing = text.register.missing_at_clearance(text)
    if missing:
        raise ValidationError(missing)
    decide(viewer, fresh, Verdict.CLEARED)
    record_event("record.cleared", fresh.record, actor=viewer.expert, review=fresh.pk)
    if is_validated(fresh.record):
        _offer_to_validators(fresh)
    else:
        publish_reviewed(viewer, fresh)
    return fresh


def publish_reviewed(viewer: Viewer, review: Review) -> None:
    """Publish exactly the reviewed revision and close the review."""
    close(review, Outcome.PUBLISHED)
    record = review.record.specific
    record.publish(review.revision, user=viewer.expert, skip_permission_checks=True)


@transaction.atomic
def return_for_changes(viewer: Viewer, review: Review, reason: str) -> None:
    """Ask the author for changes; the reason reaches everybody who took part."""
    fresh = locked(review)
    check_clear(viewer, fresh)
    require_reason(reason)
    decide(viewer, fresh, Verdict.RETURNED, reason=typed(reason))
    close(fresh, Outcome.RETURNED)
    record_event("record.returned", fresh.record, actor=viewer.expert, review=fresh.pk)


def require_reason(reason: str) -> None:
    """Every rejection carries a reason."""
    if not typed(reason):
        raise ValidationError({"reason": _("Give a reason, so that the author knows what to do.")})


def _with_english(viewer: Viewer, review: Review, english: dict[str, str]) -> Record:
    text = review.revision.as_object()
    given = {name: typed(words) for name, words in english.items() if typed(words)}
    changed = {name: words for name, words in given.items() if getattr(text, name) != words}
    if not changed:
        return text
    for name, words in changed.items():
        setattr(text, name, words)
    if not text.live:
        text.save()
    review.revision = text.save_revision(user=viewer.expert, clean=False)
    review.save(update_fields=["revision"])
    return text


def _offer_to_validators(review: Review) -> None:
    move_to(review, Stage.VALIDATION)
    mark(review.record.marking, validating=True)
    record_event("record.validation_opened", review.record, review=review.pk)
