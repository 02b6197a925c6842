"""Writing down who is told of an event."""

from django.db import transaction
from django.db.models import QuerySet

from networks.access import reading
from networks.events.models import Event
from networks.events.registry import Subject, has_subjects, subject_of
from networks.notices.models import Mail, Notice
from networks.notices.registry import letter_kind, notice_kind
from networks.people.models import Expert


@transaction.atomic
def write_down(event: Event) -> frozenset[int]:
    """Rows for everybody who is told of this event, and the ids of these people. The same event again adds nothing."""
    letter = letter_kind(event.kind)
    if letter is not None:
        _queue(event, letter[0](event))
    kind = notice_kind(event.kind)
    if kind is None:
        return frozenset()
    subject = subject_of(event)
    if subject is None and has_subjects(event.subject_type):
        return frozenset()
    told = list(addressed(event, kind.recipients(event), subject))
    _write_notices(event, subject, told)
    if kind.by_mail:
        _queue(event, [each for each in told if kind.mailed_at_once(each)])
    return frozenset(each.pk for each in told)


def addressed(event: Event, recipients: QuerySet[Expert], subject: Subject | None) -> QuerySet[Expert]:
    """Those of the recipients who are active, did not do it themselves and may read the subject now."""
    people = recipients.active().exclude(pk=event.actor_id).distinct()
    if subject is None or subject.marking_id is None:
        return people
    return people.filter(pk__in=reading.readers_of(subject.marking_id, subject.part).values("pk"))


def _write_notices(event: Event, subject: Subject | None, told: list[Expert]) -> None:
    marking_id = subject.marking_id if subject else None
    part = str(subject.part) if subject and marking_id else ""
    Notice.objects.bulk_create(
        (
            Notice(expert=each, event=event, kind=event.kind, marking_id=marking_id, part=part)
            for each in told
        ),
        ignore_conflicts=True,
    )


def _queue(event: Event, people: QuerySet[Expert] | list[Expert]) -> None:
    Mail.objects.bulk_create(
        (
            Mail(expert=each, event=event, kind=event.kind, dedupe_key=f"{event.pk}:{each.pk}")
            for each in people
        ),
        ignore_conflicts=True,
    )
