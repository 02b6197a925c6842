"""Writing down what happened."""

from collections.abc import Iterable

from django.db import models, transaction

from networks.audit.recording import note_each
from networks.events import wake
from networks.events.models import Delivery, Event
from networks.events.registry import handlers_wanting
from networks.people.models import Expert


def record(kind: str, subject: models.Model, actor: Expert | None = None, **data: object) -> Event:
    """Write an event and its deliveries. Call inside the transaction of the change; told to nobody before it commits."""
    return record_each(kind, [subject], actor, **data)[0]


def record_each(
    kind: str, subjects: Iterable[models.Model], actor: Expert | None = None, **data: object
) -> list[Event]:
    """The same of many subjects: a fixed number of queries however many they are. Each stands in the audit trail as well."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is recorded in the transaction of its change.")
    subjects = list(subjects)
    events = Event.objects.bulk_create(
        Event(kind=kind, subject_type=each._meta.label_lower, subject_id=each.pk, actor=actor, data=data)
        for each in subjects
    )
    handlers = list(handlers_wanting(kind))
    Delivery.objects.bulk_create(
        Delivery(event=event, handler=handler.name) for event in events for handler in handlers
    )
    transaction.on_commit(wake.relay)
    note_each(kind, subjects, actor, details=data)
    return events
