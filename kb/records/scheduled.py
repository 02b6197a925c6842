"""Lateness: who is reminded when, and what is no longer confirmed. Silence publishes nothing."""

from datetime import date, timedelta

from django.db import transaction

from kb.records.deadlines import DEPUTY, LEAD, NCP
from kb.records.enums import Stage, State
from kb.records.facet_values import recount
from kb.records.late_questions import remind_of_questions
from kb.records.models import Record, Review
from kb.records.overdue import remind_of_grades, remind_of_returned
from networks.events.models import Event
from networks.events.recording import record as record_event
from networks.events.schedule import every
from networks.people.today import day_of, today
from networks.tasks.workdays import workdays_between

# Working days in a stage, and whom that tells (access.md, "A record's life").
STEPS = {
    Stage.CLEARANCE: ((NCP, "record.late_ncp"), (DEPUTY, "record.late_deputy"), (LEAD, "review.late_lead")),
    Stage.VALIDATION: ((NCP, "record.late_validators"), (LEAD, "review.late_lead")),
}
ASK_AHEAD = timedelta(days=30)
MOST_AT_ONCE = 500

every(minutes=60)(remind_of_questions)
every(minutes=60)(remind_of_returned)
every(minutes=60)(remind_of_grades)


@every(minutes=60)
def remind_of_reviews() -> int:
    """Tell those whose turn it is, once for each step. Returns how many steps were taken."""
    day = today()
    return sum(_remind(review, day) for review in Review.objects.open().select_related("record"))


@transaction.atomic
def _remind(review: Review, day: date) -> bool:
    passed = workdays_between(day_of(review.stage_since), day)
    due = [(days, kind) for days, kind in STEPS[Stage(review.stage)] if review.reminded < days <= passed]
    if not due:
        return False
    # The reminder that was missed while the worker was away is not sent twice: the newest step speaks for all.
    days, kind = due[-1]
    moved = Review.objects.filter(pk=review.pk, reminded=review.reminded).update(reminded=days)
    if moved:
        subject = review if kind.startswith("review.") else review.record
        record_event(kind, subject, review=review.pk)
    return bool(moved)


@every(minutes=60)
def mark_unconfirmed() -> int:
    """A record whose day has passed says visibly that nobody has confirmed it."""
    overdue = Record.objects.filter(state=State.PUBLISHED, review_due__lt=today())
    return sum(_unconfirmed(pk) for pk in list(overdue.values_list("pk", flat=True)))


@transaction.atomic
def _unconfirmed(pk: int) -> bool:
    record = Record.objects.select_for_update(of=("self",)).get(pk=pk)
    if record.state != State.PUBLISHED or record.review_due is None:
        return False
    record.state = State.UNCONFIRMED
    record.save(update_fields=["state"])
    record_event("record.unconfirmed", record)
    return True


@every(minutes=60)
def archive_unconfirmed() -> int:
    """What nobody has confirmed for a second round leaves the lists. It stays readable and comes back when confirmed."""
    day = today()
    rows = Record.objects.filter(state=State.UNCONFIRMED).exclude(review_due=None)
    late = [each.pk for each in rows.only("content_type", "review_due") if _second_round_over(each, day)]
    return sum(_archive(pk, day) for pk in late)


def _second_round_over(record: Record, day: date) -> bool:
    due = record.review_due
    return due is not None and record.register.next_review(due) < day


@transaction.atomic
def _archive(pk: int, day: date) -> bool:
    record = Record.objects.select_for_update(of=("self",)).get(pk=pk)
    if record.state != State.UNCONFIRMED or not _second_round_over(record, day):
        return False
    record.state = State.ARCHIVED
    record.save(update_fields=["state"])
    record_event("record.archived", record)
    return True


@every(minutes=60)
def ask_for_confirmation() -> int:
    """Thirty days, seven days before and on the day: is this still correct?"""
    day = today()
    days = [day + ASK_AHEAD, day + timedelta(days=7), day]
    asked = 0
    for record in Record.objects.filter(state=State.PUBLISHED, review_due__in=days):
        asked += _ask(record, day)
    return asked


@transaction.atomic
def _ask(record: Record, today_is: date) -> bool:
    Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    day = today_is.isoformat()
    if _asked_on(record, day):
        return False
    record_event("record.confirm_soon", record, day=day)
    return True


def _asked_on(record: Record, day: str) -> bool:
    return Event.objects.filter(
        kind="record.confirm_soon", subject_type="records.record", subject_id=record.pk, data__day=day
    ).exists()


@every(minutes=5)
def count_what_was_never_counted() -> int:
    """Records that came into the database by another way, or before their values were kept. Returns how many."""
    missing = list(Record.objects.filter(facet_values=None).values_list("pk", flat=True)[:MOST_AT_ONCE])
    recount(missing)
    return len(missing)
