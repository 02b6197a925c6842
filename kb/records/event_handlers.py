"""What others may call a record, a question about it, or a review: for notices."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.dispatch import receiver
from wagtail.signals import published

from kb.records.contacts import tell_of_lost_contacts
from kb.records.enums import AccessRequestState, State
from kb.records.facet_values import recount
from kb.records.following import followers_subjects, tell_followers
from kb.records.grade_notices import check_subjects
from kb.records.models import AccessRequest, Record, RecordTopic, Review
from kb.records.networkless import ask_for_other_networks
from kb.records.orphans import take_care_of_records
from networks.access.enums import Part
from networks.discussions.homes import register_home
from networks.discussions.models import Topic
from networks.events.models import Event
from networks.events.registry import Subject, handles, register_subject
from networks.text.titles import english_title


def record_subjects(ids: Collection[int]) -> dict[int, Subject]:
    """Records for those who take part in them: authors, contact point, validators. They read the DRAFT. One query."""
    records = Record.objects.select_related("marking", "held_by_administration", "language")
    return {each.pk: _record(each) for each in records.filter(pk__in=ids)}


def _record(record: Record) -> Subject:
    return Subject(
        title=english_title(record) if record.title else record.reference,
        url=record.get_absolute_url(),
        marking_id=record.marking_id,
        part=Part.DRAFT,
        label=record.marking.label,
        reference=record.reference,
        note=record.pointer_words,
    )


@receiver(published)
def count_what_is_out(instance: Model, **_more: Any) -> None:
    """A published text is counted by its new values, in the transaction that published it."""
    if isinstance(instance, Record):
        recount([instance.pk])


@handles("facets", "marking.changed")
def count_what_was_marked(events: Sequence[Event]) -> None:
    """Label and networks are counted as they are now, whoever changed them."""
    markings = [event.subject_id for event in events]
    recount(list(Record.objects.filter(marking__in=markings).values_list("pk", flat=True)))


@dataclass(frozen=True)
class RequestSubject(Subject):
    """A request is called by its record. What was asked and whether it was granted."""

    kind: str = ""
    granted: bool = False


def request_subjects(ids: Collection[int]) -> dict[int, Subject]:
    """Requests for who asked: they read the SUMMARY. What was withdrawn has no title for them any more. One query."""
    requests = AccessRequest.objects.select_related(
        "record__marking", "record__held_by_administration", "record__language"
    )
    return {each.pk: _request(each) for each in requests.filter(pk__in=ids)}


def _request(question: AccessRequest) -> Subject:
    record = question.record
    return RequestSubject(
        title=record.reference if record.state == State.WITHDRAWN else english_title(record),
        url=record.get_absolute_url(),
        marking_id=record.marking_id,
        part=Part.SUMMARY,
        label=record.marking.label,
        reference=record.reference,
        note="" if record.state == State.WITHDRAWN else record.pointer_words,
        kind=question.kind,
        granted=question.state == AccessRequestState.GRANTED,
    )


def review_subjects(review_ids: Collection[int]) -> dict[int, Subject]:
    """Late reviews as a lead may hear of them: by their reference only."""
    references = Review.objects.filter(pk__in=review_ids).values_list("pk", "record__reference")
    return {
        pk: Subject(title=reference, url="/workspace/", marking_id=None, part=Part.DRAFT)
        for pk, reference in references
    }


def home_of_topic(topic: Topic) -> str | None:
    """A record's discussion is shown on the record's own page."""
    tie = RecordTopic.objects.select_related("record").filter(topic=topic).first()
    return tie.record.get_absolute_url() if tie else None


register_home(home_of_topic)
register_subject("records.record", lambda pk: record_subjects([pk]).get(pk), record_subjects)
register_subject("records.accessrequest", lambda pk: request_subjects([pk]).get(pk), request_subjects)
register_subject("records.review", lambda pk: review_subjects([pk]).get(pk), review_subjects)
register_subject("records.recordfollowers", lambda pk: followers_subjects([pk]).get(pk), followers_subjects)

__all__ = [
    "ask_for_other_networks",
    "check_subjects",
    "record_subjects",
    "request_subjects",
    "review_subjects",
    "take_care_of_records",
    "tell_followers",
    "tell_of_lost_contacts",
]
