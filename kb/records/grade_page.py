"""What the pages show of a grade that is checked or has fallen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kb.records.actions.grade import grades_to_choose
from kb.records.enums import Outcome, Verdict
from kb.records.grade_access import causes_read_by, check_to_decide, why_not_doubt
from kb.records.models import GradeCheck, GradeCheckCause, Record, Review
from kb.records.submissions import in_words
from networks.access.enums import Part
from networks.access.viewer import Viewer


@dataclass(frozen=True)
class Fall:
    """A lowered grade: since when, and why, in the validators' own sentences."""

    sentence: str
    reasons: tuple[tuple[str, str], ...]


def fall_context(viewer: Viewer, record: Record, parts: frozenset[Part]) -> dict[str, Any]:
    """For the page of a record: told to readers of the text, whose validators' sentences are about it."""
    if Part.BODY not in parts or not record.grade:
        return {"fall": None, "may_question": False}
    return {
        "fall": fall_of(record),
        "may_question": viewer.is_active and not why_not_doubt(viewer, record),
    }


def fall_of(record: Record) -> Fall | None:
    """The fall that gave the record the grade it has now."""
    closed = GradeCheck.objects.filter(record=record.pk).exclude(closed_at=None)
    check = closed.prefetch_related("decisions__administration").first()
    if check is None or not check.fell or check.after != record.grade or _validated_since(check):
        return None
    words = _("The grade was lowered from %(before)s to %(after)s on %(day)s.")
    named = {
        "before": check.get_before_display(),
        "after": check.get_after_display(),
        "day": in_words(timezone.localdate(check.closed_at)),
    }
    return Fall(words % named, sentences_of(check))


def sentences_of(check: GradeCheck) -> tuple[tuple[str, str], ...]:
    """What the validators wrote, each with the administration they spoke for."""
    return tuple(
        (each.reason, each.administration.short_name if each.administration else "")
        for each in check.decisions.all()
        if each.reason
    )


def _validated_since(check: GradeCheck) -> bool:
    closed: datetime | None = check.closed_at
    later = Review.objects.filter(record=check.record_id, outcome=Outcome.PUBLISHED, closed_at__gt=closed)
    return later.filter(decisions__verdict=Verdict.VALIDATED).exists()


def grade_context(viewer: Viewer, record: Record) -> dict[str, Any]:
    """Context of `records/grade.html`, for members who may question the grade and validators who may decide."""
    check = check_to_decide(viewer, record)
    causes = list(causes_read_by(viewer).filter(check_opened=check)) if check else []
    questioned = GradeCheckCause.objects.filter(
        expert=viewer.expert_id, check_opened__record=record.pk, check_opened__closed_at=None
    )
    return {
        "record": record,
        "check": check,
        "causes": causes,
        "grades": [(each.value, each.label) for each in grades_to_choose(check)] if check else [],
        "questioned": questioned.first(),
        "may_question": not why_not_doubt(viewer, record),
        "sent": {},
        "errors": {},
    }
