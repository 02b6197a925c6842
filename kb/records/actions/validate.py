"""The validators' decisions: two people from two Member States other than the owner's; the lower grade counts."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kb.records.access import check_validate
from kb.records.actions.clear import publish_reviewed, require_reason
from kb.records.actions.grade import settle_checks
from kb.records.actions.review import close, decide, locked
from kb.records.enums import FIRST_GRADES, Outcome, Stage, Verdict, lower_of
from kb.records.facet_values import recount
from kb.records.models import Record, Review
from kb.records.validators import NEEDED
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event
from networks.text.characters import typed


@transaction.atomic
def validate(viewer: Viewer, review: Review, grade: str, remark: str = "") -> Review:
    """Give a grade. With the second one the text is published."""
    fresh = _at_validation(review)
    check_validate(viewer, fresh)
    if grade not in FIRST_GRADES:
        raise ValidationError({"grade": _("Choose a grade.")})
    decide(viewer, fresh, Verdict.VALIDATED, reason=typed(remark), grade=grade)
    record_event("record.validated", fresh.record, actor=viewer.expert, review=fresh.pk)
    grades = list(fresh.decisions.filter(verdict=Verdict.VALIDATED).values_list("grade", flat=True))
    if len(grades) >= NEEDED:
        _set_grade(fresh.record, lower_of(grades[0], grades[1]))
        settle_checks(fresh.record)
        publish_reviewed(viewer, fresh)
    return fresh


@transaction.atomic
def reject(viewer: Viewer, review: Review, reason: str) -> None:
    """Refuse to validate; the reason reaches everybody who took part."""
    fresh = _at_validation(review)
    check_validate(viewer, fresh)
    require_reason(reason)
    decide(viewer, fresh, Verdict.REJECTED, reason=typed(reason))
    close(fresh, Outcome.REJECTED)
    record_event("record.rejected", fresh.record, actor=viewer.expert, review=fresh.pk)


def _at_validation(review: Review) -> Review:
    fresh = locked(review)
    if fresh.stage != Stage.VALIDATION:
        raise ValidationError(_("This text has not been cleared yet."))
    return fresh


def _set_grade(record: Record, grade: str) -> None:
    Record.objects.filter(pk=record.pk).update(grade=grade)
    recount([record.pk])
