"""Where a submission is, in words: with whom and until when, how far it has come, or who returned it and why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kb.records import deadlines
from kb.records.enums import RETURNING_VERDICTS, SENT_BACK, Outcome, Route, Stage, Verdict
from kb.records.models import Decision, Record, Review
from kb.records.validators import NEEDED, enough_validators
from networks.access.enums import NEVER_VALIDATED, Part


@dataclass(frozen=True)
class Returned:
    """A submission that came back to its authors. `who` is empty where nobody decided against it."""

    sentence: str
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Draft:
    """A draft in a list, and how far its last submission has come."""

    record: Record
    where: str
    returned: Returned | None


def drafts_with_submissions(drafts: QuerySet[Record]) -> list[Draft]:
    """For lists of one's own drafts: two queries more, however many there are."""
    found = list(drafts.prefetch_related(Prefetch("reviews", _decided(Review.objects.all()))))
    newest = {each.pk: next(iter(each.reviews.all()), None) for each in found}
    return [Draft(each, where_it_is(newest[each.pk]), returned_in(newest[each.pk])) for each in found]


def submission_context(record: Record, parts: frozenset[Part]) -> dict[str, Any]:
    """For the pages of a record: its last submission, told to those who read the draft and nobody else."""
    if Part.DRAFT not in parts:
        return {"review": None, "where": [], "returned": None, "ungraded": ""}
    last = _decided(Review.objects.filter(record=record.pk)).first()
    where = where_it_is(last)
    changed = record.has_unpublished_changes or not record.live
    return {
        "review": last if where else None,
        "where": [where] if where else [],
        "returned": returned_in(last) if changed else None,
        "ungraded": ungraded_words(record, last),
    }


def _decided(reviews: QuerySet[Review]) -> QuerySet[Review]:
    return reviews.prefetch_related(Prefetch("decisions", Decision.objects.select_related("expert")))


def where_it_is(review: Review | None) -> str:
    """With whom a submission is, and until when; empty when it has been decided."""
    if review is None or review.stage == Stage.CLOSED:
        return ""
    due = deadlines.of_review(review)
    late = due < timezone.localdate()
    if review.stage == Stage.CLEARANCE:
        words = (
            _("With the national contact point, due since %(day)s")
            if late
            else _("With the national contact point until %(day)s")
        )
        return words % {"day": in_words(due)}
    words = (
        _("%(given)s of %(needed)s validations, due since %(day)s")
        if late
        else _("%(given)s of %(needed)s validations, until %(day)s")
    )
    return words % {"given": given_in(review), "needed": NEEDED, "day": in_words(due)}


def given_in(review: Review) -> int:
    """How many validations there are so far."""
    return sum(each.verdict == Verdict.VALIDATED for each in review.decisions.all())


def is_validated(record: Record) -> bool:
    """Whether validators decide after clearance: by the route, by the label, and because there are enough of them."""
    if record.register.route != Route.VALIDATED or record.marking.label in NEVER_VALIDATED:
        return False
    return enough_validators(record)


def ungraded_words(record: Record, review: Review | None) -> str:
    """Said while it waits for clearance: that nobody will validate it. Empty where somebody will."""
    waits = review is not None and review.stage == Stage.CLEARANCE
    if not waits or record.register.route != Route.VALIDATED or is_validated(record):
        return ""
    if record.marking.label in NEVER_VALIDATED:
        return _("After clearance it is published without a grade: texts with this label are not validated.")
    return _(
        "After clearance it is published without a grade: its networks have no two validators from other Member States."
    )


def returned_in(review: Review | None) -> Returned | None:
    """How this submission came back, or None. Taking it back oneself is not that."""
    if review is None or review.outcome not in SENT_BACK:
        return None
    at = review.closed_at or review.submitted_at
    day = in_words(timezone.localdate(at))
    if review.outcome == Outcome.ENDED:
        sentence = _("The review ended on %(day)s because the readers were changed. Submit it again.")
        return Returned(sentence % {"day": day}, "", at, "")
    decision = next((each for each in review.decisions.all() if each.verdict in RETURNING_VERDICTS), None)
    who = decision.expert.full_name if decision and decision.expert else _("A reviewer")
    sentence = (
        _("%(who)s returned this on %(day)s")
        if review.outcome == Outcome.RETURNED
        else _("%(who)s did not validate this on %(day)s")
    )
    return Returned(sentence % {"who": who, "day": day}, who, at, decision.reason if decision else "")


def in_words(day: date) -> str:
    """The day without a year where it is this one."""
    return date_format(day, "j F" if day.year == timezone.localdate().year else "j F Y")
