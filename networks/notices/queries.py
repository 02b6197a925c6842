"""Reads about notices."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import OuterRef, Q, QuerySet

from networks.access import reading
from networks.access.viewer import Viewer
from networks.addresses.pages import Pages
from networks.events.models import Event
from networks.events.registry import has_subjects, subjects_of
from networks.notices.models import Notice
from networks.notices.registry import notice_kind

PER_PAGE = 25


@dataclass(frozen=True)
class Shown:
    """A notice in words."""

    notice: Notice
    sentence: str
    label: str
    note: str
    detail: str = ""


def notices_of(viewer: Viewer) -> QuerySet[Notice]:
    """Notices of this person about what they may still read."""
    mine = Notice.objects.filter(expert_id=viewer.expert_id)
    readable = reading.visible_few(mine, viewer, OuterRef("part"))
    return mine.filter(Q(marking=None) | Q(pk__in=readable.values("pk")))


def unread_count(viewer: Viewer) -> int:
    """How many are new: one query."""
    return notices_of(viewer).filter(read_at=None).count() if viewer.is_active else 0


def latest_notices(viewer: Viewer, most: int = 5) -> list[Shown]:
    """The newest in words, in a fixed number of queries."""
    if not viewer.is_active:
        return []
    return in_words(list(notices_of(viewer).select_related("event", "event__actor")[:most]))


def page_of_notices(viewer: Viewer, number: str) -> tuple[Page, list[Shown]]:
    """One page in words, in a fixed number of queries."""
    rows = notices_of(viewer).select_related("event", "event__actor")
    page = Pages(rows, PER_PAGE).get_page(number)
    return page, in_words(list(page.object_list))


def in_words(notices: list[Notice]) -> list[Shown]:
    """Notices whose subject still exists, with their sentences."""
    subjects = subjects_of([notice.event for notice in notices])
    details = details_of([notice.event for notice in notices])
    shown = []
    for notice in notices:
        kind = notice_kind(notice.kind)
        subject = subjects[notice.event_id]
        gone = subject is None and has_subjects(notice.event.subject_type)
        if kind is not None and not gone:
            label = subject.label if subject else ""
            note = subject.note if subject else ""
            shown.append(
                Shown(
                    notice,
                    kind.sentence(notice.event, subject),
                    label,
                    note,
                    details.get(notice.event_id, ""),
                )
            )
    return shown


def details_of(events: list[Event]) -> dict[int, str]:
    """What somebody wrote, by the event's id: one question for each kind that has such words."""
    found: dict[int, str] = {}
    for name in {event.kind for event in events}:
        kind = notice_kind(name)
        if kind is not None and kind.details is not None:
            found |= kind.details([event for event in events if event.kind == name])
    return found
