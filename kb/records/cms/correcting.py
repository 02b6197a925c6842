"""A steward's correction of a published text: one transaction, refused while somebody else is at work on it."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from kb.records.cms.policy import in_care_of
from kb.records.models import Record
from networks.access.reading import not_known
from networks.access.viewer import Viewer
from networks.events.recording import record as record_event


class NotNow(Exception):
    """Correcting is refused; the sentence says why."""


def why_not_now(record: Record) -> str:
    """The sentence that refuses a correction; empty when the published text is the newest there is."""
    if record.reviews.open().exists():
        return _("A new version is under review. You can correct the text when the review has ended.")
    if record.latest_revision_id != record.live_revision_id or record.has_unpublished_changes:
        return _("The authors are working on a newer version. Ask them to make the correction there.")
    return ""


def published_text(record: Record) -> Record:
    """The text as published, with the row's own facts."""
    if record.live_revision is None:
        return record
    return record.live_revision.as_object()


@transaction.atomic
def correct(
    viewer: Viewer, record: Record, text: Record, seen_revision: int | None, save: Callable[[Any], Any]
) -> Revision:
    """Publish `text` (changed from the published one) and tell the owner. Raises NotNow, changing nothing.

    The day by which somebody has to confirm the record stays: a typo mended is no confirmation.
    `seen_revision` is the revision the steward started from; `save` keeps the form's rows on the text.
    """
    locked = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if not in_care_of(viewer, type(record).objects.filter(pk=record.pk)).exists():
        raise not_known()
    sentence = why_not_now(locked)
    if sentence or locked.live_revision_id != seen_revision:
        raise NotNow(sentence or _("The text has changed in the meantime. Reload the page to see it."))
    save(text)
    revision = text.save_revision(user=viewer.expert, log_action=True)
    locked.publish(revision, user=viewer.expert, confirms=False)
    record_event("record.corrected", locked.as_record(), actor=viewer.expert, revision=revision.pk)
    return revision
