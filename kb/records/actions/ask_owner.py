"""A question to the owner of a record, such as a trainer, in words and without their contact details; and the reply."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kb.records.access import is_author
from kb.records.enums import LISTED_STATES, AccessRequestKind, AccessRequestState
from kb.records.models import AccessRequest, Record
from networks.access.acting import check_signed_in, require
from networks.access.enums import Part
from networks.access.reading import check_read, not_known
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event
from networks.text.characters import typed

# Of one person, to all owners together.
MOST_IN_A_DAY = 10


def may_ask_owner(viewer: Viewer, record: Record) -> bool:
    """Whoever reads the text of a listed record whose register takes questions, and did not write it."""
    takes = bool(record.register.question) and record.state in LISTED_STATES
    found = takes and record.marking.owner_id is not None and record.marking_id not in viewer.opened
    return viewer.is_active and found and not is_author(viewer, record)


def check_ask_owner(viewer: Viewer, record: Record) -> None:
    """404 for who may not read the text, 403 where nobody is asked."""
    check_signed_in(viewer)
    check_read(viewer, record, Part.BODY)
    require(viewer, may_ask_owner(viewer, record), _("You cannot ask a question here."))


@transaction.atomic
def ask_owner(viewer: Viewer, record: Record, message: str) -> AccessRequest:
    """Send the question; the owner is notified and replies. ValidationError where it is empty or one too many."""
    check_ask_owner(viewer, record)
    expert = viewer.expert
    if expert is None:
        raise not_known()
    words = typed(message)[:1000]
    if not words:
        raise ValidationError({"message": _("Enter your question.")})
    own = AccessRequest.objects.filter(expert=viewer.expert_id, kind=AccessRequestKind.QUESTION)
    if own.filter(record=record.pk, state=AccessRequestState.OPEN).exists():
        raise ValidationError({"message": _("Your last question here has no reply yet.")})
    if own.filter(asked_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_IN_A_DAY:
        raise ValidationError({"message": _("Too many questions in one day. Try again tomorrow.")})
    asked = AccessRequest.objects.create(
        record=record.as_record(), expert=expert, kind=AccessRequestKind.QUESTION, message=words
    )
    record_event("record.question_asked", record.as_record(), actor=viewer.expert, request=asked.pk)
    return asked


def own_questions(viewer: Viewer, record: Record) -> list[AccessRequest]:
    """What the viewer asked here, the newest first, with the replies."""
    if not viewer.is_active or not record.register.question:
        return []
    own = AccessRequest.objects.filter(
        record=record.pk, expert=viewer.expert_id, kind=AccessRequestKind.QUESTION
    )
    return list(own.order_by("-pk")[:5])
