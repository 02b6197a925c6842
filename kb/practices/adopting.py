"""*Adopt this practice*: an adoption starts from a practice its author may read."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from kb.practices.models import Adoption, Practice
from kb.practices.titles import starting_title
from kb.records.access import is_author
from kb.records.models import Record
from networks.access.acting import require
from networks.access.enums import CLOSED_LABELS, Part
from networks.access.reading import check_read, may_read, not_known
from networks.access.viewer import Viewer


def prefill_adoption(viewer: Viewer, query: QueryDict, record: Record) -> None:
    """Tie a new adoption to the practice named in the address and fill in what follows from it. 404 for what cannot be read."""
    practice = Practice.objects.filter(reference=query.get("practice", "").upper()).first()
    if practice is None or not isinstance(record, Adoption):
        raise not_known()
    check_read(viewer, practice, Part.BODY)
    require(
        viewer,
        not is_own(viewer, practice),
        _("Your administration shared this practice. Adoptions are for other administrations."),
    )
    record.adopted_practice = practice
    # A title leaves with the adoption, which may be read by more people than a closed practice.
    closed = practice.marking.label in CLOSED_LABELS
    record.title = starting_title(practice, closed)
    allowed = viewer.holding("contribute")
    record.starting_networks = tuple(each for each in practice.marking.networks.all() if each.pk in allowed)
    record.language = practice.language
    if viewer.expert and viewer.expert.administration and viewer.expert.administration.country:
        record.countries = [viewer.expert.administration.country]
    record.topics = [] if closed else list(practice.topics.all())


def is_own(viewer: Viewer, practice: Record) -> bool:
    """Whether the viewer wrote the practice or speaks for the administration that shares it."""
    return practice.marking.administration_id == viewer.administration_id or is_author(viewer, practice)


def adopted_context(viewer: Viewer, record: Record) -> dict[str, Any]:
    """The practice behind an adoption, where this reader may know of it."""
    practice = Practice.objects.filter(pk=record.adopted_practice_id).select_related("language").first()
    known = practice is not None and may_read(viewer, practice, Part.SUMMARY)
    return {"practice": practice if known else None}
