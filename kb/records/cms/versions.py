"""The versions of a record that were published: what stewards may see and compare. Drafts stay with their authors."""

from django.db.models import QuerySet
from wagtail.log_actions import registry as log_registry
from wagtail.models import Revision

from kb.records.models import Record
from networks.access.reading import not_known

PUBLISHED = "wagtail.publish"


def published_versions(record: Record) -> QuerySet[Revision]:
    """Revisions that have been the published text, newest first; also of records published in bulk."""
    logged = log_registry.get_logs_for_instance(record).filter(action=PUBLISHED, revision__isnull=False)
    ids = {*logged.values_list("revision_id", flat=True), record.live_revision_id}
    return record.revisions.filter(pk__in=ids - {None}).select_related("user").order_by("-created_at", "-pk")


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
