"""What becomes of records whose owner left: to the contact point's queue, and personal ones are withdrawn and erased."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from kb.records.actions.link import release_superseded
from kb.records.emptying import empty
from kb.records.enums import LISTED_STATES, State
from kb.records.models import Record
from networks.access.actions.mark import mark
from networks.access.enums import Exposure
from networks.access.viewer import VISITOR
from networks.events.models import Event
from networks.events.recording import record as record_event
from networks.events.registry import handles


@handles("orphans", "person.left")
def take_care_of_records(events: Sequence[Event]) -> None:
    """One event per record that lost its owner; once, however often the event comes."""
    for event in events:
        for record in Record.objects.filter(marking__in=event.data.get("markings", [])):
            _take_care(record, event)


@transaction.atomic
def _take_care(record: Record, event: Event) -> None:
    Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    seen = Event.objects.filter(
        kind="record.owner_lost", subject_type="records.record", subject_id=record.pk, data__cause=event.pk
    )
    if seen.exists():
        return
    if record.register.personal:
        erase_personal(record)
    record_event("record.owner_lost", record, cause=event.pk)


@transaction.atomic
def erase_personal(record: Record) -> None:
    """Withdraw a record about a person who left and erase its revisions and texts."""
    was_out = record.state in LISTED_STATES
    release_superseded(VISITOR, record)
    specific = record.specific
    record.reviews.all().delete()
    Revision.objects.for_instance(specific).delete()
    register = specific.register
    empty(specific, (*register.text_fields, *register.children, "attachments"))
    specific.state = State.WITHDRAWN
    specific.withdrawn_because = _("The person it was about has left.")
    specific.updated_at = timezone.now()
    specific.latest_revision = specific.live_revision = None
    specific.live = False
    specific.save()
    mark(record.marking, exposure=Exposure.WITHDRAWN if was_out else Exposure.HIDDEN)
    record_event("record.withdrawn", record)
