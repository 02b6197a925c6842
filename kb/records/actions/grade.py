"""Questioning a grade, and looking at it again: the first two validators decide, the lower grade counts."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kb.records.enums import HIGHEST_FIRST, LISTED_STATES, Grade, lower_of
from kb.records.facet_values import recount
from kb.records.grade_access import check_doubt, check_to_decide
from kb.records.models import GradeCheck, GradeCheckCause, GradeCheckDecision, Record
from kb.records.submissions import is_validated
from kb.records.validators import NEEDED
from networks.access.acting import require
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event
from networks.text.characters import typed

DOUBTS_A_DAY = 5
# Whoever questioned a grade may question it again, this long after.
AGAIN_AFTER = timedelta(days=30)


@transaction.atomic
def doubt(viewer: Viewer, record: Record, reason: str) -> GradeCheckCause:
    """A member says why the grade is too high; validators of its networks are asked to look again.

    404 for whoever does not read the text, 403 for who may not question it; ValidationError without a reason, too soon, too
    often, or where there are no validators.
    """
    check_doubt(viewer, record)
    words = typed(reason)[:2000]
    if not words:
        raise ValidationError({"reason": _("Say why you question the grade.")})
    current = Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    _check_rate(viewer, current)
    if not is_validated(current):
        raise ValidationError(_("Its networks have no two validators who could check the grade."))
    check = _open(current)
    cause = GradeCheckCause.objects.create(check_opened=check, expert=viewer.expert, reason=words)
    record_event("grade.questioned", check, actor=viewer.expert, cause=cause.pk, reference=current.reference)
    return cause


@transaction.atomic
def question_by_adoption(practice: Record, adoption: Record) -> None:
    """A failed adoption asks validators to look again, once. Nothing where there is no grade to check."""
    current = Record.objects.select_for_update(of=("self",)).get(pk=practice.pk)
    graded = current.grade and current.grade != Grade.WITHDRAWN and current.state in LISTED_STATES
    if not graded or not is_validated(current):
        return
    if GradeCheckCause.objects.filter(adoption=adoption.pk).exists():
        return
    check = _open(current)
    cause = GradeCheckCause.objects.create(check_opened=check, adoption_id=adoption.pk)
    record_event("grade.questioned", check, cause=cause.pk, reference=current.reference)


@transaction.atomic
def decide_grade(viewer: Viewer, record: Record, grade: str, reason: str) -> GradeCheck:
    """One validator's word. With the second one the check ends; the grade can stay or fall, never rise."""
    Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    check = check_to_decide(viewer, record)
    require(viewer, check is not None, _("Only validators who were asked can decide on the grade."))
    assert check is not None
    words = typed(reason)[:2000]
    if grade not in grades_to_choose(check):
        raise ValidationError({"grade": _("Choose a grade.")})
    if grade != check.before and not words:
        raise ValidationError({"reason": _("Say in one sentence why the grade is lowered.")})
    GradeCheckDecision.objects.create(
        check_opened=check,
        expert=viewer.expert,
        administration=viewer.expert.administration if viewer.expert else None,
        grade=grade,
        reason=words,
    )
    record_event("grade.decided", check, actor=viewer.expert, reference=check.record.reference)
    grades = list(check.decisions.values_list("grade", flat=True))
    if len(grades) >= NEEDED:
        _close(viewer, check, lower_of(grades[0], grades[1]))
    return check


def grades_to_choose(check: GradeCheck) -> list[Grade]:
    """The grade as it is, and the lower ones."""
    return HIGHEST_FIRST[HIGHEST_FIRST.index(Grade(check.before)) :]


def settle_checks(record: Record) -> None:
    """A new text was validated anew: what was asked about the old grade is over. Call in a transaction."""
    GradeCheck.objects.open().filter(record=record.pk).update(closed_at=timezone.now(), after=F("before"))


def _open(record: Record) -> GradeCheck:
    check, _new = GradeCheck.objects.get_or_create(
        record=record, closed_at=None, defaults={"before": record.grade}
    )
    return check


def _close(viewer: Viewer, check: GradeCheck, grade: Grade) -> None:
    check.after, check.closed_at = grade, timezone.now()
    check.save(update_fields=["after", "closed_at"])
    record = check.record
    if check.fell:
        Record.objects.filter(pk=record.pk).update(grade=grade)
        recount([record.pk])
        record_event("record.grade_lowered", record.as_record(), actor=viewer.expert, grade=str(grade))
    kind = "grade.lowered" if check.fell else "grade.kept"
    record_event(kind, check, actor=viewer.expert, reference=record.reference)


def _check_rate(viewer: Viewer, record: Record) -> None:
    mine = GradeCheckCause.objects.filter(expert=viewer.expert_id, adoption=None)
    if mine.filter(check_opened__record=record.pk, at__gt=timezone.now() - AGAIN_AFTER).exists():
        raise ValidationError(_("You questioned this grade less than 30 days ago."))
    if mine.filter(at__gt=timezone.now() - timedelta(days=1)).count() >= DOUBTS_A_DAY:
        raise ValidationError(_("Too many requests. You can question five grades a day."))
