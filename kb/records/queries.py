"""Reads. Each takes the Viewer; what it returns may be shown to them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from kb.records.enums import LISTED_STATES, SENT_BACK, AccessRequestKind, AccessRequestState, Stage, State
from kb.records.models import AccessRequest, Decision, Record, Review
from kb.records.register import Register
from kb.records.registry import registers
from networks.access.enums import Exposure, Label, Part
from networks.access.models import Marking, MarkingToken
from networks.access.reading import may_read, not_known, visible, visible_few
from networks.access.viewer import Viewer
from networks.spaces.models import Network
from networks.text.fields import holding, words_sought
from networks.text.titles import english_title


def listed(viewer: Viewer, register: Register) -> QuerySet[Record]:
    """What of a register's list the viewer may read by summary, newest first."""
    records = Record.objects.of_model(register.model).listed()
    return visible(records, viewer, Part.SUMMARY).newest_first()


def for_rows(records: QuerySet[Record]) -> QuerySet[Record]:
    """With everything a row of a list shows, in constant queries. Only parts of the SUMMARY."""
    return records.select_related(
        "marking__administration__country", "language", "held_by_administration"
    ).prefetch_related("countries", "topics")


def known_record(viewer: Viewer, register: Register, reference: str) -> Record:
    """The record if the viewer may know of it: by its summary or its draft, specific. Callers check what more they need.

    The 404 otherwise, after the same one query whether there is such a record or not: time would tell as well.
    """
    parts = (Part.SUMMARY, Part.DRAFT)
    known = MarkingToken.objects.filter(marking=OuterRef("marking"), part__in=parts, token__in=viewer.tokens)
    return _one(_at(register, reference).filter(Exists(known)))


def ownerless_record(viewer: Viewer, register: Register, reference: str) -> Record:
    """The record if it lost its owner and the viewer is contact point of its administration; they may not read it."""
    administrations = viewer.holding("clear", "administration")
    return _one(
        _at(register, reference).filter(marking__owner=None, marking__administration__in=administrations)
    )


def _at(register: Register, reference: str) -> QuerySet[Record]:
    return register.model.objects.filter(reference=reference.upper()).select_related(
        "marking__owner", "marking__administration__country", "language", "latest_revision"
    )


def _one(records: QuerySet[Record]) -> Record:
    record = records.first()
    if record is None:
        raise not_known()
    return record


def knows(viewer: Viewer, record: Record) -> bool:
    """Whether the viewer may know that there is such a record: by its summary or its draft."""
    return may_read(viewer, record, Part.SUMMARY) or may_read(viewer, record, Part.DRAFT)


def drafts_of(viewer: Viewer) -> QuerySet[Record]:
    """What the viewer is writing (`access.may_edit`): never published, or changed since."""
    contributed = Q(marking__contributors=viewer.expert_id)
    written = contributed & Q(marking__networks__in=viewer.holding("contribute"))
    own = Q(marking__owner=viewer.expert_id) | written
    unpublished = Q(state=State.DRAFT) | Q(has_unpublished_changes=True)
    records = Record.objects.filter(own & unpublished).exclude(state=State.WITHDRAWN).distinct()
    return records.newest_first().select_related("marking", "language", "latest_revision")


def returned_to(viewer: Viewer) -> QuerySet[Review]:
    """Submissions that came back to the viewer as an author who may edit, until the text is submitted again or deleted."""
    if not viewer.holding("contribute"):
        return Review.objects.none()
    newest = Review.objects.filter(record=OuterRef("record")).order_by("-pk").values("pk")[:1]
    drafts = drafts_of(viewer).order_by().values("pk")
    came_back = Review.objects.filter(outcome__in=SENT_BACK, pk=Subquery(newest), record__in=drafts)
    decided = Prefetch("decisions", Decision.objects.select_related("expert"))
    found = came_back.select_related("record__marking", "record__language").prefetch_related(decided)
    return found.order_by("closed_at")


def published_by(viewer: Viewer) -> QuerySet[Record]:
    """What the viewer has out, the soonest to confirm first."""
    records = Record.objects.filter(marking__owner=viewer.expert_id, state__in=LISTED_STATES)
    return records.select_related("marking", "language").order_by("review_due")


def clearances_for(viewer: Viewer) -> QuerySet[Review]:
    """Submissions that wait for the viewer as contact point, oldest first; their own texts are their deputy's."""
    administrations = viewer.holding("clear", "administration")
    reviews = _with_records(Review.objects.filter(stage=Stage.CLEARANCE))
    mine = Q(submitted_by=viewer.expert_id) | Q(record__marking__owner=viewer.expert_id)
    waiting = reviews.filter(record__marking__administration__in=administrations).exclude(mine)
    return visible_few(waiting, viewer, Part.DRAFT, "record__marking").order_by("stage_since")


def validations_for(viewer: Viewer) -> QuerySet[Review]:
    """Texts offered to the viewer for validation, oldest first."""
    networks = viewer.holding("validate")
    reviews = _with_records(Review.objects.filter(stage=Stage.VALIDATION))
    # Asked of each open review: a join would begin with everything the networks ever shared.
    in_network = Marking.networks.through.objects.filter(
        marking=OuterRef("record__marking"), network__in=networks
    )
    offered = reviews.filter(Exists(in_network))
    own = Q(record__marking__administration=viewer.administration_id) | Q(
        decisions__administration=viewer.administration_id, decisions__stage=Stage.VALIDATION
    )
    waiting = visible_few(offered.exclude(own), viewer, Part.DRAFT, "record__marking")
    return waiting.prefetch_related("decisions").order_by("stage_since")


def questions_for(viewer: Viewer) -> QuerySet[AccessRequest]:
    """Questions that wait for the viewer as owner or contact point; releases only for those who can grant them."""
    own = Q(record__marking__owner=viewer.expert_id)
    cleared = Q(record__marking__administration__in=viewer.holding("clear", "administration"))
    release = Q(kind=AccessRequestKind.RELEASE)
    question = Q(kind=AccessRequestKind.QUESTION)
    mine = (~release & own) | (~release & ~question & cleared) | (release & cleared & ~own)
    # What is withdrawn has no title any more, and nothing to open.
    waiting = AccessRequest.objects.filter(mine, state=AccessRequestState.OPEN).exclude(
        record__state=State.WITHDRAWN
    )
    return visible_few(waiting, viewer, Part.SUMMARY, "record__marking").select_related(
        "record__marking", "record__language", "expert__administration"
    )


def ownerless_for(viewer: Viewer) -> QuerySet[Record]:
    """Records of the viewer's administration that lost their owner: titles in `ownerless_titles`."""
    administrations = viewer.holding("clear", "administration")
    lost = Record.objects.filter(marking__owner=None, marking__administration__in=administrations)
    waiting = lost.exclude(state=State.WITHDRAWN).order_by("pk")
    return waiting.select_related("marking__administration__country", "language")


def ownerless_titles(viewer: Viewer, records: Iterable[Record]) -> dict[int, str]:
    """What each may be called: of TLP:RED, and of a draft nobody has shown anybody, its reference only. One query."""
    listed_ones = list(records)
    known = known_among(viewer, listed_ones)
    open_ones = {each.pk for each in listed_ones if each.pk in known and each.marking.label != Label.RED}
    return {
        each.pk: english_title(each) if each.title and each.pk in open_ones else each.reference
        for each in listed_ones
    }


def networkless_for(viewer: Viewer) -> QuerySet[Record]:
    """What others know of the viewer's administration and whose networks were all closed.

    Of TLP:RED only reference and label may be shown.
    """
    administrations = viewer.holding("clear", "administration")
    known = Q(marking__submitted=True) | ~Q(marking__exposure=Exposure.HIDDEN)
    lost = Record.objects.filter(known, marking__administration__in=administrations).without_open_network()
    return lost.select_related("marking", "language").prefetch_related("marking__networks").order_by("pk")


def _with_records(reviews: QuerySet[Review]) -> QuerySet[Review]:
    return reviews.select_related(
        "record__marking__administration__country",
        "record__marking__owner",
        "record__language",
        "submitted_by",
    )


def changed_since(viewer: Viewer, since: datetime, most: int = 10) -> QuerySet[Record]:
    """Records of the viewer's networks that were published or corrected since their last visit."""
    records = visible(Record.objects.listed().filter(updated_at__gt=since), viewer, Part.BODY)
    newest = for_rows(records.filter(marking__networks__in=viewer.network_ids).distinct().newest_first())
    # Rows of the home page name countries and no topics.
    return newest.prefetch_related(None).prefetch_related("countries")[:most]


def newest_in(viewer: Viewer, network: Network) -> QuerySet[Record]:
    """The newest records of one network whose text the viewer may read."""
    records = Record.objects.listed().filter(marking__networks=network)
    return visible(records, viewer, Part.BODY).newest_first().select_related("marking", "language")


def titles_like(viewer: Viewer, register: Register, title: str, most: int = 5) -> list[Record]:
    """Records the viewer may read whose titles share words with this one: the duplicate hint."""
    wanted = set([word for word in words_sought(title) if len(word) > 3][:8])
    if not wanted:
        return []
    condition = Q()
    for word in wanted:
        condition |= Q(folded_title__contains=word)
    # In an order of its own: that of a table tells what was written into it, secrets included.
    alike = Record.objects.of_model(register.model).listed().filter(condition)
    candidates = list(visible(alike, viewer, Part.SUMMARY).newest_first().select_related("language")[:200])
    scored = [(len(wanted & set(each.folded_title.split())), each) for each in candidates]
    near = [pair for pair in scored if pair[0] >= min(2, len(wanted))]
    return [each for _score, each in sorted(near, key=lambda pair: -pair[0])[:most]]


def called(words: str) -> Q:
    """That a record is named so: each word in its title or summary, or its reference."""
    if not words.strip():
        return Q()
    return holding(words, "folded_title", "folded_summary") | Q(reference=words.strip().upper())


def known_among(viewer: Viewer, records: Iterable[Record]) -> set[int]:
    """Ids of those records the viewer may know of: one query."""
    return readable_among(viewer, list(records), Part.SUMMARY, Part.DRAFT)


def readable_among(viewer: Viewer, records: list[Record], *parts: Part) -> set[int]:
    """Ids of those records of which the viewer may read one of these parts: one query."""
    markings = [each.marking_id for each in records]
    rows = MarkingToken.objects.filter(marking__in=markings, part__in=parts, token__in=viewer.tokens)
    readable = set(rows.values_list("marking_id", flat=True))
    return {each.pk for each in records if each.marking_id in readable}


def readable_bodies(viewer: Viewer, records: Iterable[Record]) -> set[int]:
    """Ids of the records on a page whose BODY the viewer may read: one query."""
    return readable_among(viewer, list(records), Part.BODY)


def register_counts(viewer: Viewer) -> list[tuple[Register, int]]:
    """Registers with how many records the viewer may read by summary."""
    shown = [register for register in registers() if register.listed]
    return [(register, listed(viewer, register).count()) for register in shown]


def with_decisions(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Reviews with what each person decided, oldest decision first."""
    return reviews.prefetch_related(
        Prefetch("decisions"), "decisions__expert", "decisions__administration"
    ).select_related("submitted_by")


def questions_about(viewer: Viewer, record: Record) -> QuerySet[AccessRequest]:
    """Everybody who asked for more of this record, in the order in which they asked; questions to the owner are the owner's."""
    asked = AccessRequest.objects.filter(record=record.pk)
    if record.marking.owner_id != viewer.expert_id:
        asked = asked.exclude(kind=AccessRequestKind.QUESTION)
    return (
        asked.select_related("expert__administration")
        .prefetch_related("networks", "administrations")
        .order_by("pk")
    )
