"""Who may question a grade, and who may look at it again."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kb.records.access import is_author
from kb.records.enums import LISTED_STATES, Grade
from kb.records.models import GradeCheck, GradeCheckCause, Record
from networks.access.acting import require
from networks.access.enums import NEVER_VALIDATED, Part
from networks.access.models import Marking
from networks.access.reading import check_read, readable_markings, visible_few
from networks.access.viewer import Viewer
from networks.people.enums import AdministrationKind


def why_not_doubt(viewer: Viewer, record: Record) -> str:
    """The sentence that refuses a doubt to a reader of the BODY; empty for members who did not write it."""
    graded = record.grade and record.grade != Grade.WITHDRAWN
    if record.state not in LISTED_STATES or not graded or record.marking.label in NEVER_VALIDATED:
        return _("It has no grade that could be checked.")
    networks = set(record.marking.networks.values_list("pk", flat=True))
    if not networks & viewer.network_ids:
        return _("Only members of its networks can question the grade.")
    if is_author(viewer, record):
        return _("Authors edit the text instead of questioning its grade.")
    return ""


def check_doubt(viewer: Viewer, record: Record) -> None:
    """404 for whoever does not read the BODY, 403 with a sentence for readers who may not question the grade."""
    check_read(viewer, record, Part.BODY)
    sentence = why_not_doubt(viewer, record)
    require(viewer, not sentence, sentence)


def checks_for(viewer: Viewer) -> QuerySet[GradeCheck]:
    """Open checks that this validator may decide, the oldest first: two queries, with causes they may read.

    A validator of one of its networks, from another Member State than the owner and the first decision, who reads the text
    and at least one cause that is not their own.
    """
    expert = viewer.expert
    if not viewer.holding("validate"):
        return GradeCheck.objects.none()
    administration = expert.administration if expert else None
    if administration is None or administration.kind != AdministrationKind.MEMBER_STATE:
        return GradeCheck.objects.none()
    in_network = Marking.networks.through.objects.filter(
        marking=OuterRef("record__marking"), network__in=viewer.holding("validate")
    )
    reasons = causes_read_by(viewer).filter(check_opened=OuterRef("pk"))
    checks = GradeCheck.objects.open().filter(Exists(in_network), record__state__in=LISTED_STATES)
    own = (
        Q(record__marking__administration=administration)
        | Q(record__marking__owner=viewer.expert_id)
        | Q(record__marking__contributors=viewer.expert_id)
        | Q(decisions__administration=administration)
    )
    decidable = checks.exclude(own).filter(Exists(reasons))
    known = visible_few(decidable, viewer, Part.BODY, "record__marking")
    return known.select_related("record__marking", "record__language").order_by("opened_at")


def causes_read_by(viewer: Viewer) -> QuerySet[GradeCheckCause]:
    """Causes other than one's own: doubts, and adoptions of other administrations whose text the viewer reads.

    Only for who decides a check: nobody else reads a doubt.
    """
    doubts = Q(adoption=None) & ~Q(expert=viewer.expert_id)
    adoptions = Q(adoption__marking__in=readable_markings(viewer, Part.BODY)) & ~Q(
        adoption__marking__administration=viewer.administration_id
    )
    return GradeCheckCause.objects.filter(doubts | adoptions).select_related("expert", "adoption__language")


def check_to_decide(viewer: Viewer, record: Record) -> GradeCheck | None:
    """The open check of this record, where the viewer may decide it."""
    return checks_for(viewer).filter(record=record.pk).first()
