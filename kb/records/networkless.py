"""What becomes of records whose networks are closed: the contact point is asked for another one."""

from collections.abc import Iterator, Sequence

from django.db import transaction

from kb.records.models import Record
from networks.events.models import Event
from networks.events.recording import record_each
from networks.events.registry import handles

KIND = "record.network_lost"
BATCH = 300


@handles("networkless", "network.closed", "network.mandate_ended")
def ask_for_other_networks(events: Sequence[Event]) -> None:
    """One event per record that lost its last open network; once, however often the event comes."""
    for event in events:
        for ids in _batches(event):
            _ask(ids, event)


def _batches(event: Event) -> Iterator[list[int]]:
    lost = Record.objects.without_open_network().filter(marking__networks=event.subject_id).order_by("pk")
    last = 0
    while batch := list(lost.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        yield batch
        last = batch[-1]


@transaction.atomic
def _ask(ids: list[int], event: Event) -> None:
    records = list(Record.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    seen = Event.objects.filter(
        kind=KIND, subject_type="records.record", subject_id__in=ids, data__cause=event.pk
    )
    told = set(seen.values_list("subject_id", flat=True))
    record_each(KIND, [each for each in records if each.pk not in told], cause=event.pk)
