"""Reminders of overdue work that ends no stage: texts that came back, and grades to check. Each is sent once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from kb.records.deadlines import GRADE, RETURNED
from kb.records.enums import LISTED_STATES, SENT_BACK, State
from kb.records.models import GradeCheck, Review
from networks.events.recording import record as record_event
from networks.people.today import day_of, today
from networks.tasks.workdays import workdays_between


def remind_of_returned() -> int:
    """Tell owners of texts that came back and were not submitted again. Returns how many reminders."""
    newest = Review.objects.filter(record=OuterRef("record")).order_by("-pk").values("pk")[:1]
    unpublished = Q(record__state=State.DRAFT) | Q(record__has_unpublished_changes=True)
    waiting = Review.objects.filter(
        unpublished,
        outcome__in=SENT_BACK,
        reminded__lt=RETURNED,
        closed_at__lt=_at_least(RETURNED),
        pk=Subquery(newest),
    ).exclude(record__state=State.WITHDRAWN)
    return sum(_remind_of_returned(each) for each in waiting.select_related("record"))


@transaction.atomic
def _remind_of_returned(review: Review) -> bool:
    if not _is_over(review.closed_at or review.submitted_at, RETURNED):
        return False
    moved = Review.objects.filter(pk=review.pk, reminded=review.reminded).update(reminded=RETURNED)
    if moved:
        record_event("record.late_returned", review.record, review=review.pk)
    return bool(moved)


def remind_of_grades() -> int:
    """Tell validators of questioned grades that nobody has decided. Returns how many reminders."""
    waiting = GradeCheck.objects.open().filter(
        reminded__lt=GRADE, opened_at__lt=_at_least(GRADE), record__state__in=LISTED_STATES
    )
    return sum(_remind_of_grade(each) for each in waiting.select_related("record"))


@transaction.atomic
def _remind_of_grade(check: GradeCheck) -> bool:
    if not _is_over(check.opened_at, GRADE):
        return False
    open_ones = GradeCheck.objects.open().filter(pk=check.pk, reminded=check.reminded)
    moved = open_ones.update(reminded=GRADE)
    if moved:
        record_event("grade.late", check, reference=check.record.reference)
    return bool(moved)


def _is_over(since: datetime, workdays: int) -> bool:
    return workdays_between(day_of(since), today()) >= workdays


def _at_least(workdays: int) -> datetime:
    """What began later cannot be due: working days are days. A day is left for time zones."""
    return timezone.now() - timedelta(days=workdays - 1)
