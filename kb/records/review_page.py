"""What the page of a review shows each person who takes part."""

from typing import Any

from kb.records import queries
from kb.records.access import is_author, may_clear, may_edit, why_not_validate
from kb.records.comparing import differences
from kb.records.detail import detail_context
from kb.records.enums import FIRST_GRADES, MEANING_OF_GRADE, Stage
from kb.records.history import revisions_of
from kb.records.models import Record, Review
from kb.records.submissions import where_it_is
from networks.access.reading import parts_read
from networks.access.viewer import Viewer


def review_context(viewer: Viewer, record: Record, waiting: Review | None) -> dict[str, Any]:
    """Context of `records/review.html`: the reviewed text, earlier reviews, and this person's one decision."""
    text = waiting.revision.as_object() if waiting else record.get_latest_revision_as_object()
    context = detail_context(viewer, text, parts_read(viewer, record))
    own = is_author(viewer, record) or bool(waiting and waiting.submitted_by_id == viewer.expert_id)
    at_clearance = bool(waiting and waiting.stage == Stage.CLEARANCE)
    at_validation = bool(waiting and waiting.stage == Stage.VALIDATION)
    context |= {
        "record": record,
        "text": text,
        "review": waiting,
        "where": where_it_is(waiting),
        "reviews": queries.with_decisions(Review.objects.filter(record=record.pk)),
        "differences": _since_last_review(record, waiting),
        "may_clear": at_clearance and may_clear(viewer, record) and not own,
        "deputy_does": at_clearance and may_clear(viewer, record) and own,
        "may_validate": at_validation and waiting is not None and not why_not_validate(viewer, waiting),
        "may_take_back": waiting is not None and may_edit(viewer, record),
        "missing_english": bool(at_clearance and record.register.missing_at_clearance(text)),
        "grades": [(grade.value, grade.label, MEANING_OF_GRADE[grade]) for grade in FIRST_GRADES],
        "discussion": None,
        "sent": {},
    }
    return context


def _since_last_review(record: Record, waiting: Review | None) -> list[Any]:
    """What differs from the version that was decided on last, or from the published one."""
    if waiting is None:
        return []
    earlier = Review.objects.filter(record=record.pk, pk__lt=waiting.pk).order_by("-pk").first()
    before_id = earlier.revision_id if earlier else record.live_revision_id
    before = next((each for each in revisions_of(record) if each.pk == before_id), None)
    return differences(before.as_object(), waiting.revision.as_object()) if before else []
