"""Sending a text on its way, and taking it back."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kb.records.access import check_edit
from kb.records.actions.draft import EditedMeanwhile, version_of
from kb.records.actions.marking import check_sendable, choice_of
from kb.records.actions.review import close, locked
from kb.records.enums import OPEN_STAGES, Outcome, Route
from kb.records.models import Record, Review
from kb.records.register import Register
from networks.access.acting import may_in_each
from networks.access.actions.mark import mark
from networks.access.enums import Label
from networks.access.tokens import Facts
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event
from networks.spaces.enums import ADMINISTRATION_OFFICES
from networks.spaces.models import Office
from networks.text.characters import typed

_CONTACT_POINT_MISSING = gettext_lazy(
    "Add your national contact point or deputy to the named people, because they must clear it."
)


@transaction.atomic
def submit(viewer: Viewer, record: Record, version: str, change_note: str = "") -> Review | None:
    """Freeze the newest revision and give it to the contact point. On the route DIRECT it is published at once (None).

    Raises ValidationError by field when something is missing, EditedMeanwhile when another version was saved.
    """
    current = Record.objects.select_for_update(of=("self",)).get(pk=record.pk).specific
    check_edit(viewer, current)
    if version != version_of(current):
        raise EditedMeanwhile(current)
    if current.reviews.filter(stage__in=OPEN_STAGES).exists():
        raise ValidationError(_("This text has already been submitted."))
    text = current.get_latest_revision_as_object()
    current.register.check_complete(text)
    _check_marking(viewer, current)
    if current.register.route == Route.DIRECT:
        current.publish(current.latest_revision, user=viewer.expert, skip_permission_checks=True)
        return None
    # After a rejection validators went on reading; a new text is theirs again when it has been cleared.
    mark(current.marking, submitted=True, validating=False)
    review = Review.objects.create(
        record=current.as_record(),
        revision=current.latest_revision,
        submitted_by=viewer.expert,
        change_note=typed(change_note)[:300],
    )
    record_event("record.submitted", current.as_record(), actor=viewer.expert, review=review.pk)
    return review


def _check_marking(viewer: Viewer, record: Record) -> None:
    choice = choice_of(record.marking)
    check_sendable(record.marking.owner, choice)
    if not may_in_each(viewer, "contribute", choice.networks):
        raise ValidationError({"networks": _("You must be a contributor in each network you choose.")})
    if choice.label == Label.RED and record.register.route != Route.DIRECT:
        _check_red(record)


def _check_red(record: Record) -> None:
    marking = record.marking
    if not _may_be_cleared(marking.administration_id, marking.recipients.values_list("pk", flat=True)):
        raise ValidationError({"recipients": _CONTACT_POINT_MISSING})


def _may_be_cleared(administration_id: int | None, recipients: Iterable[int]) -> bool:
    """Whether a contact point or deputy is among the recipients: nobody else can clear TLP:RED."""
    offices = Office.objects.active().filter(
        administration=administration_id, role__in=ADMINISTRATION_OFFICES, expert__in=list(recipients)
    )
    return offices.exists()


def missing_readers(register: Register, facts: Facts) -> str:
    """What has to be added to a choice of readers before it can be submitted; empty when nothing is missing.

    Whose readers are the members of its networks already reads that a network is missing.
    """
    if not facts.networks and facts.label not in (Label.AMBER, Label.AMBER_STRICT):
        return _("Choose a network too, before you submit it.")
    named = facts.label == Label.RED and set(facts.recipients) - {facts.owner}
    if (
        named
        and register.route != Route.DIRECT
        and not _may_be_cleared(facts.administration, facts.recipients)
    ):
        return str(_CONTACT_POINT_MISSING)
    return ""


@transaction.atomic
def take_back(viewer: Viewer, review: Review) -> None:
    """The author takes a submission back to go on writing."""
    fresh = locked(review)
    check_edit(viewer, fresh.record)
    close(fresh, Outcome.TAKEN_BACK)
    record_event("record.taken_back", fresh.record, actor=viewer.expert, review=fresh.pk)
