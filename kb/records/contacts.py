"""What becomes of a pointer whose contact person left: its keepers are told, and the record stays."""

from collections.abc import Sequence

from django.db import transaction

from kb.records.enums import State
from kb.records.models import Record
from networks.events.models import Event
from networks.events.recording import record as record_event
from networks.events.registry import handles

KIND = "record.contact_lost"


@handles("contacts", "person.left")
def tell_of_lost_contacts(events: Sequence[Event]) -> None:
    """One event per pointer that named this person as its contact; once, however often the event comes."""
    for event in events:
        pointers = Record.objects.filter(is_pointer=True, contact_person=event.subject_id)
        for pk in pointers.exclude(state=State.WITHDRAWN).values_list("pk", flat=True):
            _tell(pk, event)


@transaction.atomic
def _tell(pk: int, event: Event) -> None:
    record = Record.objects.select_for_update(of=("self",)).get(pk=pk)
    told = Event.objects.filter(kind=KIND, subject_type="records.record", subject_id=pk, data__cause=event.pk)
    if not told.exists():
        record_event(KIND, record, cause=event.pk)
