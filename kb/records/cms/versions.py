"""What stewards may see and compare of the past of a record. Drafts and what was said of them stay with their authors."""

from datetime import datetime

from django.db.models import Q, QuerySet
from wagtail.log_actions import registry as log_registry
from wagtail.models import Revision

from kb.records.enums import Outcome
from kb.records.models import Record, Review
from kb.records.queries import with_decisions
from networks.access.reading import not_known
from networks.events.models import Event

PUBLISHED = "wagtail.publish"


def published_versions(record: Record) -> QuerySet[Revision]:
    """Revisions that have been the published text for its readers of today, newest first; also of those published in bulk.

    Old revisions belong to the draft (access.md): when others are let in, what stood there before stays with those who could
    read it then. The text as it is now they read anyway.
    """
    logged = log_registry.get_logs_for_instance(record).filter(action=PUBLISHED, revision__isnull=False)
    widened_at = _last_widened(record)
    if widened_at is not None:
        logged = logged.filter(timestamp__gt=widened_at)
    ids = {*logged.values_list("revision_id", flat=True), record.live_revision_id}
    return record.revisions.filter(pk__in=ids - {None}).select_related("user").order_by("-created_at", "-pk")


def reviews_of_published(record: Record) -> QuerySet[Review]:
    """Reviews that let one of these versions out, with every decision. What was said of other drafts belongs to those."""
    let_out = Q(outcome=Outcome.PUBLISHED, revision__in=published_versions(record).order_by().values("pk"))
    return with_decisions(record.as_record().reviews.filter(let_out))


def _last_widened(record: Record) -> datetime | None:
    marked = Event.objects.filter(
        subject_type="records.record", subject_id=record.pk, kind="record.marked", data__narrowing=False
    )
    return marked.order_by("-pk").values_list("at", flat=True).first()


def version_of(record: Record, name: str) -> Revision:
    """A published version by number, or `live`, `earliest`, `latest`. 404 for anything else, drafts too."""
    versions = published_versions(record)
    found = {
        "live": lambda: record.live_revision,
        "latest": lambda: record.live_revision,
        "earliest": lambda: versions.last(),
    }.get(str(name), lambda: versions.filter(pk=name).first())()
    if found is None:
        raise not_known()
    return found
