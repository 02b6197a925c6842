"""Questions that nobody answers: the contact point is reminded, then the deputy and the lead are told."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kb.records.deadlines import DEPUTY, LEAD, NCP
from kb.records.enums import AccessRequestKind, AccessRequestState, State
from kb.records.models import AccessRequest
from networks.events.recording import record as record_event
from networks.events.recording import record_each
from networks.people.today import day_of, today
from networks.tasks.workdays import workdays_between

# Working days, as for clearances, and whom that tells. Leads hear the reference only.
STEPS = {
    AccessRequestKind.MORE: (
        (NCP, "record.more_late_ncp"),
        (DEPUTY, "record.more_late_deputy"),
        (LEAD, "network.more_late"),
    ),
    AccessRequestKind.RELEASE: (
        (NCP, "record.release_late_ncp"),
        (DEPUTY, "record.release_late_deputy"),
        (LEAD, "network.release_late"),
    ),
}


def remind_of_questions() -> int:
    """Tell those whose turn it is, once for each step. Returns how many steps were taken."""
    day = today()
    waiting = AccessRequest.objects.filter(state=AccessRequestState.OPEN).exclude(
        record__state=State.WITHDRAWN
    )
    return sum(_remind(request, day) for request in waiting.select_related("record__marking"))


def where_it_stands(request: AccessRequest) -> str:
    """For whoever asked: who has been told so far, in one sentence. Empty once it is answered."""
    if request.state != AccessRequestState.OPEN:
        return ""
    told = {
        0: _("The owner and the contact point were notified."),
        NCP: _("The contact point was reminded."),
        DEPUTY: _("The contact point was reminded and the deputy was notified."),
        LEAD: _("The contact point and the deputy did not answer. The leads of its networks were notified."),
    }
    return told[request.reminded]


@transaction.atomic
def _remind(request: AccessRequest, day: date) -> bool:
    passed = workdays_between(day_of(request.asked_at), day)
    steps = STEPS.get(AccessRequestKind(request.kind), ())
    due = [(days, kind) for days, kind in steps if request.reminded < days <= passed]
    if not due:
        return False
    # The newest step speaks for those that were missed.
    days, kind = due[-1]
    rows = AccessRequest.objects.filter(
        pk=request.pk, state=AccessRequestState.OPEN, reminded=request.reminded
    )
    if not rows.update(reminded=days):
        return False
    if days == LEAD:
        networks = list(request.record.marking.networks.all())
        record_each(kind, networks, reference=request.record.reference)
    else:
        record_event(kind, request.record, request=request.pk)
    return True
