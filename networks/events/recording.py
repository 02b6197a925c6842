"""Writing down what happened."""

from django.db import models, transaction

from networks.events import wake
from networks.events.models import Delivery, Event
from networks.events.registry import handlers_wanting
from networks.people.models import Expert


def record(kind: str, subject: models.Model, actor: Expert | None = None, **data: object) -> Event:
    """Write an event and its deliveries. Call inside the transaction of the change; told to nobody before it commits."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is recorded in the transaction of its change.")
    event = Event.objects.create(
        kind=kind,
        subject_type=str(subject._meta.label_lower),
        subject_id=subject.pk,
        actor=actor,
        data=data,
    )
    Delivery.objects.bulk_create(
        Delivery(event=event, handler=handler.name) for handler in handlers_wanting(kind)
    )
    transaction.on_commit(wake.relay)
    return event
