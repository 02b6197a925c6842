"""Tasks about records: clearances, validations, what was returned, requests, what lost owner or network, confirmations."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kb.records import deadlines, queries
from kb.records.enums import AccessRequestKind, Outcome
from kb.records.grade_access import checks_for
from kb.records.models import AccessRequest, GradeCheck, Record, Review
from kb.records.submissions import given_in, returned_in
from kb.records.validators import NEEDED
from networks.access.enums import Label, Part
from networks.access.viewer import Viewer
from networks.people.today import today
from networks.tasks.registry import Action, Task, register_source
from networks.text.titles import title_of

CONFIRM_AHEAD = timedelta(days=30)


def clearance(review: Review) -> Task:
    """For contact points."""
    return _of_review(review, "clearance", _("To clear"), _("Read and clear"))


def validation(review: Review) -> Task:
    """For validators. How many there are already is part of what they read in the draft's review."""
    task = _of_review(review, "validation", _("To validate"), _("Read and validate"))
    so_far = _("%(given)s of %(needed)s validations") % {"given": given_in(review), "needed": NEEDED}
    return replace(task, place=", ".join(filter(None, [task.place, so_far])))


def returned(review: Review) -> Task:
    """For authors: what came back, with the reviewer's name and words."""
    record = review.record
    url = record.get_absolute_url()
    back = returned_in(review)
    return Task(
        key=f"returned/{record.reference}",
        kind=_("Not validated") if review.outcome == Outcome.REJECTED else _("Returned to you"),
        title=title_of(record) if record.title else _("Untitled"),
        url=url,
        due=deadlines.of_returned(review),
        since=review.closed_at or review.submitted_at,
        action=Action(_("Edit and submit again"), f"{url}edit/"),
        place=str(record.register.label),
        who=back.who if back else "",
        note=(back.reason or back.sentence) if back else "",
        marking=record.marking,
        reference=record.reference,
        reads=(Part.DRAFT,),
    )


def grade_to_check(check: GradeCheck) -> Task:
    """For validators: a grade was questioned. The reasons are on its page, for those who may read them."""
    record = check.record
    url = f"{record.get_absolute_url()}grade/"
    return Task(
        key=f"grade/{record.reference}",
        kind=_("To check the grade"),
        title=title_of(record),
        url=url,
        due=deadlines.of_grade(check),
        since=check.opened_at,
        action=Action(_("Check the grade"), url),
        place=str(check.get_before_display()),
        marking=record.marking,
        reference=record.reference,
        reads=(Part.BODY,),
    )


def request_for_access(request: AccessRequest) -> Task:
    """For owners and contact points: somebody asks to read more, or for a release."""
    record = request.record
    return Task(
        key=f"question/{request.kind}/{request.expert.handle}/{record.reference}",
        kind=_("To answer"),
        title=title_of(record),
        url=record.get_absolute_url(),
        due=deadlines.of_question(request),
        since=request.asked_at,
        action=Action(_("Reply"), f"{record.get_absolute_url()}questions/"),
        place=str(AccessRequestKind(request.kind).label),
        who=str(request.expert),
        note=request.message,
        marking=record.marking,
        reference=record.reference,
    )


def ownerless(record: Record) -> Task:
    """For contact points, who name an owner also for what they may not read."""
    url = f"{record.get_absolute_url()}owner/"
    return Task(
        key=f"owner/{record.reference}",
        kind=_("Needs a new owner"),
        title=_title_unless_red(record),
        url=url,
        due=deadlines.of_owner(record),
        since=record.updated_at,
        action=Action(_("Appoint an owner"), url),
        marking=record.marking,
        reference=record.reference,
        reads=(Part.SUMMARY, Part.DRAFT),
        acts_unread=True,
    )


def networkless(record: Record) -> Task:
    """For contact points. Its networks are fetched already."""
    names = ", ".join(each.name for each in record.marking.networks.all())
    url = f"{record.get_absolute_url()}marking/"
    return Task(
        key=f"network/{record.reference}",
        kind=_("Needs another network"),
        title=_title_unless_red(record),
        url=url,
        due=deadlines.of_network(record),
        since=record.updated_at,
        action=Action(_("Choose a network"), url),
        place="" if record.marking.label == Label.RED else names,
        marking=record.marking,
        reference=record.reference,
        reads=(Part.SUMMARY, Part.DRAFT),
        unread_note=_("You do not have access to it. Ask its owner to choose another network."),
    )


def confirmation(record: Record) -> Task:
    """For owners of what is out."""
    url = record.get_absolute_url()
    return Task(
        key=f"confirmation/{record.reference}",
        kind=_("To confirm"),
        title=title_of(record),
        url=url,
        due=record.review_due or today(),
        since=record.updated_at,
        action=Action(_("Confirm it is still correct"), f"{url}confirm/", post=True),
        marking=record.marking,
        reference=record.reference,
    )


def confirmable(viewer: Viewer) -> QuerySet[Record]:
    """Everything of the viewer's that has a date by which it has to be confirmed."""
    return queries.published_by(viewer).exclude(review_due=None)


def to_confirm(viewer: Viewer) -> QuerySet[Record]:
    """What has to be confirmed soon."""
    return confirmable(viewer).filter(review_due__lte=today() + CONFIRM_AHEAD)


def _of_review(review: Review, name: str, kind: str, action: str) -> Task:
    """Reviews are about drafts, so only those who read the draft see a title."""
    record = review.record
    url = f"{record.get_absolute_url()}review/"
    administration = record.marking.administration
    return Task(
        key=f"{name}/{record.reference}",
        kind=kind,
        title=title_of(record),
        url=url,
        due=deadlines.of_review(review),
        since=review.stage_since,
        action=Action(action, url),
        place=administration.short_name if administration else "",
        marking=record.marking,
        reference=record.reference,
        reads=(Part.DRAFT,),
    )


def _title_unless_red(record: Record) -> str:
    return record.reference if record.marking.label == Label.RED else title_of(record)


register_source("clearances", rows=queries.clearances_for, task=clearance)
register_source("validations", rows=queries.validations_for, task=validation)
register_source("returned", rows=queries.returned_to, task=returned)
register_source("grades", rows=checks_for, task=grade_to_check)
register_source("requests", rows=queries.questions_for, task=request_for_access)
register_source("ownerless", rows=queries.ownerless_for, task=ownerless)
register_source("networkless", rows=queries.networkless_for, task=networkless)
register_source("confirmations", rows=to_confirm, task=confirmation, calendar_rows=confirmable)
