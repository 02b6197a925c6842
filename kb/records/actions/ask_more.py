"""*Request access*: from a summary to the rest; and the answer to every question about a record."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kb.records.access import check_withdraw
from kb.records.actions.release import answer_release
from kb.records.enums import AccessRequestKind, AccessRequestState, State
from kb.records.models import AccessRequest, Record
from networks.access.acting import check_signed_in, require
from networks.access.enums import Part
from networks.access.reading import check_read, may_read
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event
from networks.text.characters import typed

# Whoever was answered may ask again, this long after they last asked.
AGAIN_AFTER = timedelta(days=7)


def asks_again_from(asked: AccessRequest) -> datetime:
    """The moment from which the person behind an answered question may ask again."""
    return asked.asked_at + AGAIN_AFTER


@transaction.atomic
def ask_for_more(viewer: Viewer, record: Record, message: str) -> AccessRequest:
    """Ask the owner to let one read the text. Asking again while the question is open changes nothing.

    After an answer they may ask again, at most once a week. 404 for whoever may not know the record, 403 for whoever opened
    it by break-glass; ValidationError where there is nothing to ask for, or it is too soon.
    """
    check_signed_in(viewer)
    check_read(viewer, record, Part.SUMMARY)
    looking = record.marking_id in viewer.opened
    require(
        viewer,
        not looking,
        _("You opened this with break-glass access. Only people it is shared with can ask for more."),
    )
    if record.state == State.WITHDRAWN:
        raise ValidationError(_("This record was withdrawn. There is no more to read."))
    if may_read(viewer, record, Part.BODY):
        raise ValidationError(_("You can already read the whole text."))
    _check_not_too_soon(viewer, record)
    request, new = AccessRequest.objects.get_or_create(
        record=record,
        expert=viewer.expert,
        kind=AccessRequestKind.MORE,
        state=AccessRequestState.OPEN,
        defaults={"message": typed(message)[:1000]},
    )
    if new:
        record_event("record.asked", record, actor=viewer.expert, request=request.pk)
    return request


def _check_not_too_soon(viewer: Viewer, record: Record) -> None:
    mine = AccessRequest.objects.filter(record=record, expert=viewer.expert_id, kind=AccessRequestKind.MORE)
    last = mine.last()
    if last is None or last.state == AccessRequestState.OPEN or asks_again_from(last) <= timezone.now():
        return
    raise ValidationError(_("Your request was answered. You can ask again one week after your last request."))


@transaction.atomic
def answer(viewer: Viewer, request: AccessRequest, granted: bool, words: str) -> None:
    """The owner or contact point answers. A yes is a promise to let the person in: membership, or naming them.

    A release is the contact point's: a yes widens the readers at once, a no says why.
    """
    check_withdraw(viewer, request.record)
    request = AccessRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.state != AccessRequestState.OPEN:
        raise ValidationError(_("This request has already been answered."))
    if request.kind == AccessRequestKind.QUESTION:
        _check_reply(viewer, request, granted, words)
    if request.kind == AccessRequestKind.RELEASE:
        answer_release(viewer, request, granted, words)
    request.state = AccessRequestState.GRANTED if granted else AccessRequestState.REFUSED
    request.answer = typed(words)[:1000]
    request.answered_by = viewer.expert
    request.answered_at = timezone.now()
    request.save()
    record_event("record.answered", request, actor=viewer.expert)


def _check_reply(viewer: Viewer, request: AccessRequest, granted: bool, words: str) -> None:
    """A question is put to the owner alone, and replied to in words."""
    require(viewer, request.record.marking.owner_id == viewer.expert_id, _("Only its owner replies to this."))
    if granted and not typed(words):
        raise ValidationError(_("Enter your reply."))
