"""By which day something is expected of those it waits for: what the workspace shows, reminders wait for and calendars carry."""

from datetime import date, datetime

from kb.records.models import AccessRequest, GradeCheck, Record, Review
from networks.people.today import day_of, today
from networks.tasks.workdays import add_workdays

# Working days after which a contact point, the deputy and the lead are told (access.md, "A record's life").
NCP, DEPUTY, LEAD = 5, 10, 15
OWNER = 10
NETWORK = 10
RETURNED = 10
GRADE = 10


def of_review(review: Review) -> date:
    """A decision of whoever the stage waits for."""
    return _after(review.stage_since, NCP)


def of_returned(review: Review) -> date:
    """A new submission of what came back. Nothing happens to the draft when it passes."""
    return _after(review.closed_at or review.submitted_at, RETURNED)


def of_grade(check: GradeCheck) -> date:
    """A second look at a grade."""
    return _after(check.opened_at, GRADE)


def of_question(request: AccessRequest) -> date:
    """An answer to somebody who asked for more or for a release."""
    return _after(request.asked_at, NCP)


def of_owner(record: Record) -> date:
    """A new owner for what lost its own."""
    return _after(record.updated_at, OWNER)


def of_network(record: Record) -> date:
    """Another network for what was in closed ones only. Their networks are fetched already."""
    ended = [each.last_day for each in record.marking.networks.all() if each.last_day]
    return add_workdays(max(ended, default=today()), NETWORK)


def _after(moment: datetime, workdays: int) -> date:
    return add_workdays(day_of(moment), workdays)
