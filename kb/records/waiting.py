"""What waits for one person, soonest first: clearances, validations, questions, what lost owner or network, confirmations."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from kb.records import deadlines, queries
from kb.records.enums import AccessRequestKind
from kb.records.models import Record, Review
from networks.access.enums import Label
from networks.access.viewer import Viewer

CONFIRM_AHEAD = timedelta(days=30)
MOST = 25


@dataclass(frozen=True)
class Waiting:
    """One thing and its one action. `due` is the day by which somebody expects it; no `url` where it stays closed."""

    title: str
    url: str
    kind: str
    place: str
    label: str
    due: date
    overdue: bool
    action_url: str
    action_label: str
    post: bool = False
    note: str = ""


def waits_for(viewer: Viewer) -> list[Waiting]:
    """Everything that waits for this person now: ten queries whatever waits."""
    if not viewer.is_active:
        return []
    found = [_clearance(each) for each in queries.clearances_for(viewer)[:MOST]]
    found += [_validation(each) for each in queries.validations_for(viewer)[:MOST]]
    found += [_question(each) for each in queries.questions_for(viewer)[:MOST]]
    found += _ownerless(viewer)
    found += _networkless(viewer)
    found += [_confirmation(each) for each in _to_confirm(viewer)]
    return sorted(found, key=lambda each: each.due)


def _to_confirm(viewer: Viewer) -> list[Record]:
    soon = timezone.localdate() + CONFIRM_AHEAD
    return list(queries.published_by(viewer).filter(review_due__lte=soon)[:MOST])


def _of_review(review: Review, kind: str, action: str) -> Waiting:
    record = review.record
    due = deadlines.of_review(review)
    url = f"{record.get_absolute_url()}review/"
    administration = record.marking.administration
    return Waiting(
        title=record.title,
        url=url,
        kind=kind,
        place=administration.short_name if administration else "",
        label=record.marking.label,
        due=due,
        overdue=due < timezone.localdate(),
        action_url=url,
        action_label=action,
    )


def _clearance(review: Review) -> Waiting:
    return _of_review(review, _("To clear"), _("Read and clear"))


def _validation(review: Review) -> Waiting:
    return _of_review(review, _("To validate"), _("Read and validate"))


def _question(request: "queries.AccessRequest") -> Waiting:
    record = request.record
    due = deadlines.of_question(request)
    return Waiting(
        title=record.title,
        url=record.get_absolute_url(),
        kind=str(AccessRequestKind(request.kind).label),
        place=str(request.expert),
        label=record.marking.label,
        due=due,
        overdue=due < timezone.localdate(),
        action_url=f"{record.get_absolute_url()}questions/",
        action_label=_("Answer"),
        note=request.message,
    )


def _ownerless(viewer: Viewer) -> list[Waiting]:
    records = list(queries.ownerless_for(viewer)[:MOST])
    titles = queries.ownerless_titles(viewer, records) if records else {}
    return [_without_owner(record, titles[record.pk]) for record in records]


def _without_owner(record: Record, title: str) -> Waiting:
    url = f"{record.get_absolute_url()}owner/"
    return Waiting(
        title=title,
        url=url,
        kind=_("Needs a new owner"),
        place="",
        label=record.marking.label,
        due=deadlines.of_owner(record),
        overdue=False,
        action_url=url,
        action_label=_("Name an owner"),
    )


def _networkless(viewer: Viewer) -> list[Waiting]:
    records = list(queries.networkless_for(viewer)[:MOST])
    known = queries.known_among(viewer, records) if records else set()
    return [_without_network(record, record.pk in known) for record in records]


def _without_network(record: Record, known: bool) -> Waiting:
    networks = record.marking.networks.all()
    due = deadlines.of_network(record)
    closed = record.marking.label == Label.RED
    url = f"{record.get_absolute_url()}marking/" if known else ""
    return Waiting(
        title=record.reference if closed else record.title,
        url=url,
        kind=_("Needs another network"),
        place="" if closed else ", ".join(each.name for each in networks),
        label=record.marking.label,
        due=due,
        overdue=due < timezone.localdate(),
        action_url=url,
        action_label=_("Choose a network"),
        note="" if known else _("Only its readers open it. Ask its owner to choose another network."),
    )


def _confirmation(record: Record) -> Waiting:
    due = record.review_due or timezone.localdate()
    return Waiting(
        title=record.title,
        url=record.get_absolute_url(),
        kind=_("To confirm"),
        place="",
        label=record.marking.label,
        due=due,
        overdue=due < timezone.localdate(),
        action_url=f"{record.get_absolute_url()}confirm/",
        action_label=_("Still correct"),
        post=True,
    )
