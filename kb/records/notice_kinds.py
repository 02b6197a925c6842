"""Who is told of what happens to a record, in which words."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kb.records import following_notices
from kb.records.enums import RETURNING_VERDICTS, AccessRequestKind
from kb.records.models import AccessRequest, Decision, Record, Review
from kb.records.validators import eligible_validators
from networks.access.acting import who_may
from networks.events.models import Event
from networks.events.registry import Subject
from networks.notices.registry import Sentence, register_notice
from networks.people.models import Expert
from networks.spaces.enums import OfficeRole
from networks.spaces.models import Office


def authors_of(record: Record) -> Q:
    """Owner and contributors."""
    return Q(pk=record.marking.owner_id) | Q(contributed_markings=record.marking_id)


def taking_part(event: Event) -> QuerySet[Expert]:
    """Authors, who submitted, and everybody who decided in this record's reviews: a rejection reaches all of them."""
    record = _record(event)
    if record is None:
        return Expert.objects.none()
    submitted = Review.objects.filter(record=record).values("submitted_by")
    decided = Review.objects.filter(record=record).values("decisions__expert")
    return Expert.objects.filter(authors_of(record) | Q(pk__in=submitted) | Q(pk__in=decided))


def contact_points(event: Event) -> QuerySet[Expert]:
    """Contact point and deputy of the owning administration."""
    record = _record(event)
    return _offices(record, OfficeRole.NCP, OfficeRole.DEPUTY_NCP)


def ncp_of(event: Event) -> QuerySet[Expert]:
    """The contact point."""
    return _offices(_record(event), OfficeRole.NCP)


def deputy_of(event: Event) -> QuerySet[Expert]:
    """The deputy."""
    return _offices(_record(event), OfficeRole.DEPUTY_NCP)


def validators(event: Event) -> QuerySet[Expert]:
    """Everybody who may still validate: who has decided, and their colleagues, are left out."""
    record = _record(event)
    review = Review.objects.filter(record=record, pk=event.data.get("review", 0)).first() if record else None
    if record is None or review is None:
        return Expert.objects.none()
    spoken = review.decisions.filter(stage="validation").values("administration")
    return eligible_validators(record).exclude(administration__in=spoken)


def leads(event: Event) -> QuerySet[Expert]:
    """Leads of the record's networks, told of a late review by its reference."""
    review = Review.objects.filter(pk=event.subject_id).select_related("record__marking").first()
    if review is None:
        return Expert.objects.none()
    found = Expert.objects.none()
    for network in review.record.marking.networks.all():
        found |= who_may("manage_members", network.pk)
    return found


def owner_side(event: Event) -> QuerySet[Expert]:
    """The owner, and the contact point with the deputy."""
    record = _record(event)
    if record is None:
        return Expert.objects.none()
    return Expert.objects.filter(Q(pk=record.marking.owner_id) | Q(pk__in=contact_points(event).values("pk")))


def asker(event: Event) -> QuerySet[Expert]:
    """Who asked for more."""
    return Expert.objects.filter(access_requests=event.subject_id)


def _record(event: Event) -> Record | None:
    if event.subject_type != "records.record":
        return None
    return Record.objects.select_related("marking").filter(pk=event.subject_id).first()


def _offices(record: Record | None, *roles: str) -> QuerySet[Expert]:
    if record is None:
        return Expert.objects.none()
    held = Office.objects.active().filter(administration=record.marking.administration_id, role__in=roles)
    return Expert.objects.filter(pk__in=held.values("expert"))


def _words(template: str) -> Sentence:
    """A sentence with the subject's title in it. `template` is marked for translation where it stands."""

    def sentence(event: Event, subject: Subject | None) -> str:
        return _(template) % {"title": subject.title if subject else "", "who": _who(event)}

    return sentence


def leads_of_network(event: Event) -> QuerySet[Expert]:
    """Leads of the network the event is about, told of a late question by its reference."""
    return who_may("manage_members", event.subject_id)


def _by_reference(template: str) -> Sentence:
    """A sentence with nothing of the record but its reference. `template` is marked for translation where it stands."""

    def sentence(event: Event, subject: Subject | None) -> str:
        return _(template) % {"reference": event.data.get("reference", "")}

    return sentence


def _answer(event: Event, subject: Subject | None) -> str:
    title = subject.title if subject else ""
    if getattr(subject, "kind", "") == AccessRequestKind.QUESTION:
        return _("%(who)s replied to your question about “%(title)s”") % {"title": title, "who": _who(event)}
    released = getattr(subject, "kind", "") == AccessRequestKind.RELEASE
    granted = bool(getattr(subject, "granted", False))
    words = {
        (False, True): _("%(who)s granted your request for access to “%(title)s”"),
        (False, False): _("%(who)s declined your request for access to “%(title)s”"),
        (True, True): _("%(who)s released “%(title)s” as you asked"),
        (True, False): _("%(who)s declined your request to release “%(title)s”"),
    }
    return words[(released, granted)] % {"title": title, "who": _who(event)}


def _who(event: Event) -> str:
    return event.actor.full_name if event.actor else "Limes"


def reasons(events: Sequence[Event]) -> dict[int, str]:
    """What reviewers wrote, by the event's id: one query."""
    reviews = {event.data.get("review", 0) for event in events}
    rows = Decision.objects.filter(review__in=reviews, verdict__in=RETURNING_VERDICTS)
    written = {(each.review_id, each.expert_id): each.reason for each in rows}
    return {each.pk: written.get((each.data.get("review", 0), each.actor_id), "") for each in events}


def owner_alone(event: Event) -> QuerySet[Expert]:
    """The owner, and nobody who only looks after the record."""
    record = _record(event)
    return Expert.objects.filter(pk=record.marking.owner_id) if record else Expert.objects.none()


def asked_words(events: Sequence[Event]) -> dict[int, str]:
    """What was asked, by the event's id: one query."""
    rows = AccessRequest.objects.filter(pk__in={event.data.get("request", 0) for event in events})
    written = dict(rows.values_list("pk", "message"))
    return {each.pk: written.get(each.data.get("request", 0), "") for each in events}


def replies(events: Sequence[Event]) -> dict[int, str]:
    """What was answered to requests, by the event's id: one query."""
    rows = AccessRequest.objects.filter(pk__in={event.subject_id for event in events})
    written = dict(rows.values_list("pk", "answer"))
    return {each.pk: written.get(each.subject_id, "") for each in events}


register_notice(
    "record.submitted", contact_points, _words(gettext_noop("%(who)s submitted “%(title)s” for clearance"))
)
register_notice(
    "record.returned",
    taking_part,
    _words(gettext_noop("%(who)s returned “%(title)s” for changes")),
    details=reasons,
)
register_notice(
    "record.review_ended",
    taking_part,
    _words(
        gettext_noop("The review of “%(title)s” ended because its readers were changed. Submit it again.")
    ),
)
register_notice(
    "record.cleared", taking_part, _words(gettext_noop("%(who)s cleared “%(title)s”")), by_mail=False
)
register_notice(
    "record.validation_opened", validators, _words(gettext_noop("“%(title)s” is ready for validation"))
)
register_notice(
    "record.validated", taking_part, _words(gettext_noop("%(who)s validated “%(title)s”")), by_mail=False
)
register_notice(
    "record.rejected",
    taking_part,
    _words(gettext_noop("%(who)s did not validate “%(title)s”")),
    details=reasons,
)
register_notice("record.published", taking_part, _words(gettext_noop("“%(title)s” was published")))
register_notice("record.corrected", owner_side, _words(gettext_noop("%(who)s corrected “%(title)s”")))
register_notice("record.withdrawn", taking_part, _words(gettext_noop("“%(title)s” was withdrawn")))
register_notice("record.asked", owner_side, _words(gettext_noop("%(who)s requests access to “%(title)s”")))
register_notice(
    "record.question_asked",
    owner_alone,
    _words(gettext_noop("%(who)s asked you a question about “%(title)s”")),
    details=asked_words,
)
register_notice(
    "record.release_asked", owner_side, _words(gettext_noop("%(who)s requests the release of “%(title)s”"))
)
register_notice(
    "record.release_late_ncp",
    ncp_of,
    _words(gettext_noop("The request to release “%(title)s” is overdue: please reply")),
)
register_notice(
    "record.release_late_deputy",
    deputy_of,
    _words(gettext_noop("The request to release “%(title)s” is overdue: the contact point has not replied")),
)
register_notice(
    "network.release_late",
    leads_of_network,
    _by_reference(gettext_noop("The request to release %(reference)s has been open for three weeks")),
)
register_notice(
    "record.more_late_ncp",
    ncp_of,
    _words(gettext_noop("The request for access to “%(title)s” is overdue: please reply")),
)
register_notice(
    "record.more_late_deputy",
    deputy_of,
    _words(
        gettext_noop("The request for access to “%(title)s” is overdue: the contact point has not replied")
    ),
)
register_notice(
    "network.more_late",
    leads_of_network,
    _by_reference(gettext_noop("The request for access to %(reference)s has been open for three weeks")),
)
register_notice("record.answered", asker, _answer, details=replies)
register_notice("record.owner_lost", contact_points, _words(gettext_noop("“%(title)s” needs a new owner")))
register_notice(
    "record.network_lost", contact_points, _words(gettext_noop("“%(title)s” needs another network"))
)
register_notice(
    "record.contact_lost",
    owner_side,
    _words(gettext_noop("“%(title)s” needs another contact person: the one it names has left")),
)
register_notice("record.superseded", owner_side, _words(gettext_noop("“%(title)s” was superseded")))
register_notice(
    "record.unconfirmed", owner_side, _words(gettext_noop("“%(title)s” was not confirmed in time"))
)
register_notice(
    "record.archived",
    owner_side,
    _words(gettext_noop("“%(title)s” was archived because nobody confirmed it")),
)
register_notice(
    "record.confirm_soon",
    owner_side,
    _words(gettext_noop("Please confirm that “%(title)s” is still correct")),
)
register_notice(
    "record.late_ncp", ncp_of, _words(gettext_noop("The clearance of “%(title)s” is overdue: please decide"))
)
register_notice(
    "record.late_deputy",
    deputy_of,
    _words(gettext_noop("The clearance of “%(title)s” is overdue: the contact point has not decided")),
)
register_notice(
    "record.late_validators",
    validators,
    _words(gettext_noop("The validation of “%(title)s” is overdue: please decide")),
)
register_notice(
    "record.late_returned",
    owner_alone,
    _words(gettext_noop("“%(title)s” was returned to you and is overdue: please edit and submit it again")),
)
register_notice(
    "review.late_lead",
    leads,
    _words(gettext_noop("%(title)s has been waiting for a decision for three weeks")),
)

__all__ = ["following_notices"]
