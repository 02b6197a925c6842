"""Naming a new owner for a record that lost its own."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kb.records.access import check_name_owner
from kb.records.models import Record
from networks.access.actions.mark import hold, mark
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event
from networks.people.models import Expert


def possible_owners(record: Record) -> QuerySet[Expert]:
    """Active people of the owning administration."""
    return Expert.objects.active().filter(administration=record.marking.administration_id)


@transaction.atomic
def name_owner(viewer: Viewer, record: Record, owner: Expert) -> None:
    """Give a record to a colleague of its administration. From then on they read and write it as their own."""
    Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    hold(record.marking)
    check_name_owner(viewer, record)
    if not possible_owners(record).filter(pk=owner.pk).exists():
        raise ValidationError(_("The new owner must be an active member of the same administration."))
    mark(record.marking, owner=owner)
    record_event("record.owner_named", record.as_record(), actor=viewer.expert)
