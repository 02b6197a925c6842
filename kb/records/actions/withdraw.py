"""Withdrawing, confirming, and what the owner does with a published record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kb.records.access import check_withdraw
from kb.records.actions.clear import require_reason
from kb.records.actions.link import release_superseded
from kb.records.actions.review import close
from kb.records.enums import CONFIRMED_STATES, OPEN_STAGES, READABLE_STATES, Outcome, State
from kb.records.models import Record
from networks.access.actions.mark import mark
from networks.access.enums import Exposure
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event
from networks.people.today import today
from networks.text.characters import typed


@transaction.atomic
def withdraw(viewer: Viewer, record: Record, reason: str) -> None:
    """Take a published record out. A tombstone without title stays at its address; what it superseded is back in lists."""
    check_withdraw(viewer, record)
    require_reason(reason)
    current = Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if current.state not in READABLE_STATES:
        raise ValidationError(_("Only a published record can be withdrawn."))
    current.state = State.WITHDRAWN
    current.withdrawn_because = typed(reason)[:500]
    current.updated_at = timezone.now()
    current.save(update_fields=["state", "withdrawn_because", "updated_at"])
    for review in current.reviews.filter(stage__in=OPEN_STAGES):
        close(review, Outcome.TAKEN_BACK)
    release_superseded(viewer, current)
    mark(current.marking, exposure=Exposure.WITHDRAWN)
    record_event("record.withdrawn", current, actor=viewer.expert)


@transaction.atomic
def confirm(viewer: Viewer, record: Record) -> None:
    """*Still correct*: the owner or contact point moves the review date on; what was archived is published again."""
    check_withdraw(viewer, record)
    current = Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if current.state not in CONFIRMED_STATES:
        raise ValidationError(_("Only a published record can be confirmed."))
    current.state = State.PUBLISHED
    current.review_due = current.register.next_review(today())
    current.save(update_fields=["state", "review_due"])
    record_event("record.confirmed", current, actor=viewer.expert)
