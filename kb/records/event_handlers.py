"""What others may call a record, a question about it, or a review: for notices."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.dispatch import receiver
from wagtail.signals import published

from kb.records.contacts import tell_of_lost_contacts
from kb.records.enums import State
from kb.records.facet_values import recount
from kb.records.models import AccessRequest, Record, RecordTopic, Review
from kb.records.networkless import ask_for_other_networks
from kb.records.orphans import take_care_of_records
from networks.access.enums import Part
from networks.discussions.homes import register_home
from networks.discussions.models import Topic
from networks.events.models import Event
from networks.events.registry import Subject, handles, register_subject


def record_subject(record_id: int) -> Subject | None:
    """A record for those who take part in it: authors, contact point, validators. They read its DRAFT."""
    record = Record.objects.select_related("marking").filter(pk=record_id).first()
    if record is None:
        return None
    return Subject(
        title=record.title or record.reference,
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


def question_subject(question_id: int) -> Subject | None:
    """A question for more, for who asked: they read the SUMMARY. What was withdrawn has no title for them any more."""
    question = AccessRequest.objects.select_related("record__marking").filter(pk=question_id).first()
    if question is None:
        return None
    record = question.record
    return Subject(
        title=record.reference if record.state == State.WITHDRAWN else record.title,
        url=record.get_absolute_url(),
        marking_id=record.marking_id,
        part=Part.SUMMARY,
        label=record.marking.label,
        reference=record.reference,
        note="" if record.state == State.WITHDRAWN else record.pointer_words,
    )


def review_subject(review_id: int) -> Subject | None:
    """A late review as a lead may hear of it: by its reference only."""
    review = Review.objects.select_related("record").filter(pk=review_id).first()
    if review is None:
        return None
    return Subject(title=review.record.reference, url="/workspace/", marking_id=None, part=Part.DRAFT)


def home_of_topic(topic: Topic) -> str | None:
    """A record's discussion is shown on the record's own page."""
    tie = RecordTopic.objects.select_related("record").filter(topic=topic).first()
    return tie.record.get_absolute_url() if tie else None


register_home(home_of_topic)
register_subject("records.record", record_subject)
register_subject("records.accessrequest", question_subject)
register_subject("records.review", review_subject)

__all__ = [
    "ask_for_other_networks",
    "question_subject",
    "record_subject",
    "review_subject",
    "take_care_of_records",
    "tell_of_lost_contacts",
]
