"""Starting, saving and deleting drafts."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from kb.records.access import check_create, check_edit
from kb.records.actions.marking import MarkingChoice, check_choice
from kb.records.enums import State
from kb.records.models import Record
from kb.records.pointers import keep_to_its_kind
from kb.records.register import Register
from networks.access.actions.mark import mark
from networks.access.enums import Shape
from networks.access.models import Marking
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event


class EditedMeanwhile(Exception):
    """Somebody saved another version since the one this edit started from."""

    def __init__(self, current: Record) -> None:
        self.current = current
        super().__init__(_("Somebody else saved this text while you were editing it."))


@dataclass(frozen=True)
class Saved:
    """A saved draft and the token of the version it now has."""

    record: Record
    version: str


def version_of(record: Record) -> str:
    """The version an edit starts from: the revision's id and time, for an overwritten revision keeps its id."""
    revision = record.latest_revision
    return f"{revision.pk}-{revision.created_at.timestamp():.6f}" if revision else "new"


@transaction.atomic
def create_draft(
    viewer: Viewer, register: Register, text: Record, choice: MarkingChoice, key: UUID | None = None
) -> Saved:
    """A new draft of the viewer. The same key again gives the draft that stands: a form sent twice makes one."""
    check_create(viewer)
    expert = viewer.expert
    if expert is None:
        raise ValidationError(_("Sign in to share something."))
    existing = Record.objects.filter(creation_key=key).first() if key else None
    if existing is not None:
        check_edit(viewer, existing)
        return Saved(existing.specific, version_of(existing))
    check_choice(viewer, register, choice, frozenset())
    marking = Marking.objects.create(
        shape=Shape.RECORD,
        label=choice.label,
        summary_label=choice.summary_label,
        owner=expert,
        administration=expert.administration,
    )
    marking.networks.set(choice.networks)
    marking.administrations.set(choice.administrations)
    marking.recipients.set(choice.recipients)
    mark(marking)
    keep_to_its_kind(text)
    text.marking = marking
    text.creation_key = key
    text.live = False
    text.state = State.DRAFT
    text.save()
    text.save_revision(user=expert, clean=False)
    record_event("record.started", text.as_record(), actor=expert)
    return Saved(text, version_of(text))


@transaction.atomic
def save_draft(viewer: Viewer, text: Record, version: str) -> Saved:
    """Save a changed text as a draft. Raises EditedMeanwhile when it did not start from the newest version."""
    current = Record.objects.select_for_update(of=("self",)).get(pk=text.pk).specific
    check_edit(viewer, current)
    if version != version_of(current):
        raise EditedMeanwhile(current)
    if current.state == State.WITHDRAWN:
        raise ValidationError(_("This record was withdrawn and can no longer be edited."))
    keep_to_its_kind(text)
    if not current.live:
        text.save()
    overwrite = current.latest_revision if _may_overwrite(viewer, current) else None
    text.save_revision(user=viewer.expert, clean=False, overwrite_revision=overwrite)
    text.refresh_from_db(fields=["latest_revision", "has_unpublished_changes"])
    return Saved(text, version_of(text))


def _may_overwrite(viewer: Viewer, current: Record) -> bool:
    """Autosaves of one sitting share a revision, unless it is live, under review, older, or somebody else's."""
    latest = current.latest_revision
    if latest is None or latest.user_id != viewer.expert_id or latest.pk == current.live_revision_id:
        return False
    if (timezone.now() - latest.created_at).total_seconds() > 3600:
        return False
    return not current.reviews.filter(revision=latest).exists()


@transaction.atomic
def delete_draft(viewer: Viewer, record: Record) -> None:
    """Delete what was never published and is not under review. Published records are withdrawn instead."""
    check_edit(viewer, record)
    Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if record.first_published_at is not None:
        raise ValidationError(_("A published text can be withdrawn but not deleted."))
    _check_not_reviewed(record)
    marking = record.marking
    specific = record.specific
    if record.reviews.exists():
        # Others have read it: the trail keeps that there was such a text.
        record_event("record.deleted", record.as_record(), actor=viewer.expert)
    record.reviews.all().delete()
    Revision.objects.for_instance(specific).delete()
    specific.delete()
    marking.delete()


@transaction.atomic
def discard_changes(viewer: Viewer, record: Record) -> None:
    """Go back to the published text. What was written since stays in the history."""
    check_edit(viewer, record)
    current = Record.objects.select_for_update(of=("self",)).get(pk=record.pk).specific
    if current.live_revision is None or not current.has_unpublished_changes:
        raise ValidationError(_("There are no changes to discard."))
    _check_not_reviewed(current)
    current.live_revision.as_object().save_revision(user=viewer.expert, clean=False)
    Record.objects.filter(pk=current.pk).update(has_unpublished_changes=False)


def _check_not_reviewed(record: Record) -> None:
    if record.reviews.open().exists():
        raise ValidationError(_("It is being reviewed. Withdraw the submission first."))
