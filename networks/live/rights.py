"""Who is behind a socket and what they may read now, asked of the database, never of the browser."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from networks.access.enums import Part
from networks.access.epoch import current_epoch
from networks.access.models import Glass, MarkingToken
from networks.access.sessions import admit
from networks.access.viewer import VISITOR, Viewer
from networks.audit.enums import FOLLOW
from networks.audit.reading import note_reading
from networks.audit.refusals import note_refusal
from networks.discussions.access import readable_topics
from networks.live.frames import REFERENCE
from networks.people.access import known_to, sees_directory
from networks.people.models import Expert


@dataclass(frozen=True)
class Identity:
    """A person by the session they opened the socket with. The session must live on for the socket to do so."""

    expert_id: int
    name: str
    language: str
    session_key: str
    session_hash: str
    timezone: str = ""


@dataclass(frozen=True)
class Followed:
    """A topic somebody may follow, and the access epoch before that was asked.

    `until`: when what opened it ends by itself. `people`: as in `Rights`.
    """

    topic_id: int
    reference: str
    marking_id: int
    part: str
    latest: int
    epoch: int
    until: datetime | None = None
    people: frozenset[int] | None = None


@dataclass(frozen=True)
class Rights:
    """What somebody may know now: ids of topics they read, and of people they may be told of. None: of everybody."""

    topics: frozenset[int]
    people: frozenset[int] | None = None


def viewer_now(who: Identity) -> Viewer:
    """The viewer of this moment; a visitor when the session ended or the account counts no more. Five or six queries."""
    if not _living_sessions([who]):
        return VISITOR
    expert = Expert.objects.select_related("administration").filter(pk=who.expert_id).first()
    return admit(expert).viewer if expert and _same_password(expert, who) else VISITOR


def begin_following(who: Identity, reference: str) -> Followed | None:
    """The same as `find_followed`; that a closed topic is read is noted before anything of it is sent."""
    return find_followed(who, reference, noted=True)


def find_followed(who: Identity, reference: str, *, noted: bool = False) -> Followed | None:
    """The topic when this person may read it now; None for what is missing and what they may not know."""
    epoch = current_epoch()
    viewer = viewer_now(who)
    if not viewer.is_active or not REFERENCE.fullmatch(reference):
        return None
    topic = readable_topics(viewer).select_related("marking").filter(reference=reference).first()
    if topic is None:
        if noted and viewer.expert is not None:
            note_refusal(viewer.expert, reference, FOLLOW, door="socket")
        return None
    if noted:
        note_reading(viewer, topic, FOLLOW)
    until = _end_of_opening(viewer, topic.marking_id)
    return Followed(
        topic_id=topic.pk,
        reference=topic.reference,
        marking_id=topic.marking_id,
        part=topic.part,
        latest=topic.last_seq,
        epoch=epoch,
        until=until,
        people=_people_known(viewer),
    )


def _people_known(viewer: Viewer) -> frozenset[int] | None:
    """One query for guests, who know those of their own spaces; none for experts."""
    return None if sees_directory(viewer) else frozenset(known_to(viewer).values_list("pk", flat=True))


def _end_of_opening(viewer: Viewer, marking_id: int) -> datetime | None:
    """When break-glass closes by itself, which raises no epoch; no query for what nobody opened."""
    if marking_id not in viewer.opened:
        return None
    open_now = Glass.objects.open_now().filter(expert=viewer.expert_id, marking=marking_id)
    return open_now.values_list("ends_at", flat=True).first()


def still_read(
    people: Collection[Identity], topics: Mapping[int, tuple[int, str]]
) -> dict[Identity, Rights | None]:
    """Which of these topics (id -> marking, part) each may read now; None for whoever is not signed in any more.

    Three queries and three for each person, one more for guests and for whoever has to have a second factor.
    """
    sessions = _living_sessions(people)
    experts = Expert.objects.select_related("administration").in_bulk({each.expert_id for each in people})
    tokens = _tokens(topics)
    viewers = {pk: admit(expert).viewer for pk, expert in experts.items()}
    known = {pk: _people_known(viewer) for pk, viewer in viewers.items() if viewer.is_active}
    result: dict[Identity, Rights | None] = {}
    for each in people:
        expert = experts.get(each.expert_id)
        alive = expert and each.session_key in sessions and _same_password(expert, each)
        viewer = viewers[each.expert_id] if alive else VISITOR
        read = _read_by(viewer, tokens)
        result[each] = Rights(read, known[each.expert_id]) if viewer.is_active else None
    return result


def _read_by(viewer: Viewer, tokens: Mapping[int, frozenset[str]]) -> frozenset[int]:
    return frozenset(topic for topic, wanted in tokens.items() if wanted & viewer.tokens)


def _tokens(topics: Mapping[int, tuple[int, str]]) -> dict[int, frozenset[str]]:
    stored: dict[tuple[int, str], set[str]] = {}
    rows = MarkingToken.objects.filter(marking__in={marking for marking, _part in topics.values()})
    for marking, part, token in rows.values_list("marking_id", "part", "token"):
        stored.setdefault((marking, str(Part(part))), set()).add(token)
    return {topic: frozenset(stored.get(wanted, ())) for topic, wanted in topics.items()}


def _living_sessions(people: Collection[Identity]) -> frozenset[str]:
    keys = {each.session_key for each in people}
    living = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    return frozenset(living.values_list("session_key", flat=True))


def _same_password(expert: Expert, who: Identity) -> bool:
    """A changed password ends every session that was opened with the old one."""
    return constant_time_compare(who.session_hash, expert.get_session_auth_hash())
