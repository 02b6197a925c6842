"""The words of a daily digest: open tasks and new notices, read afresh at the moment of sending."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from networks.access.enums import CLOSED_LABELS
from networks.access.models import MarkingToken
from networks.access.viewer import Viewer, viewer_of
from networks.events.models import Event
from networks.events.registry import Subject, has_subjects, subjects_of
from networks.notices.enums import MailState
from networks.notices.models import Mail, Notice
from networks.notices.naming import sayable
from networks.notices.queries import details_of, notices_of
from networks.notices.registry import Letter, kinds_by_mail, notice_kind
from networks.people.enums import NoticeMail
from networks.people.models import Expert
from networks.tasks.queries import tasks_for
from networks.tasks.registry import Task

MOST_NOTICES = 25
# Somebody who chooses the digest is not told of all they ever left unread.
OLDEST = timedelta(days=14)


@dataclass(frozen=True)
class TaskLine:
    """A task as a mail may name it."""

    title: str
    due: date
    overdue: bool
    action: str
    url: str


@dataclass(frozen=True)
class NoticeLine:
    """A notice as a mail may word it."""

    sentence: str
    detail: str
    url: str


def compose_digest(expert: Expert) -> Letter | None:
    """What is open and new for this person now; None when there is nothing, or when they get no digests."""
    viewer = viewer_of(expert)
    if not viewer.is_active or expert.notice_mail != NoticeMail.DAILY:
        return None
    tasks = [_task_line(each) for each in tasks_for(viewer)]
    pending = list(_pending(viewer).select_related("event", "event__actor")[: MOST_NOTICES + 1])
    told = pending[:MOST_NOTICES]
    news = _in_words(viewer, expert, [each.event for each in told])
    if not tasks and not news:
        return None
    words = {
        "tasks": tasks,
        "news": news,
        "more": len(pending) > MOST_NOTICES,
        "notices_url": _absolute(reverse("notices:list")),
        "profile_url": _absolute(reverse("account_profile")),
    }
    text = render_to_string("notices/mails/digest.txt", words)
    return Letter(_title(len(tasks), len(news)), text, tuple(each.pk for each in told))


def _title(tasks: int, news: int) -> str:
    said = [
        ngettext("%(count)s open task", "%(count)s open tasks", tasks) % {"count": tasks} if tasks else "",
        ngettext("%(count)s new notice", "%(count)s new notices", news) % {"count": news} if news else "",
    ]
    return _("Limes today: %(what)s") % {"what": ", ".join(filter(None, said))}


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _task_line(task: Task) -> TaskLine:
    """Of AMBER+STRICT and RED things the reference only, as in every mail."""
    title = task.reference if task.label in CLOSED_LABELS else task.title
    action, url = (task.action.label, task.action.url) if task.action else ("", "")
    if not url or (task.action and task.action.post):
        url = task.url
    named = " ".join(filter(None, [task.label, f"{task.kind}:", title])).rstrip(":")
    return TaskLine(named, task.due, task.overdue, action, _absolute(url) if url else "")


def _pending(viewer: Viewer) -> QuerySet[Notice]:
    """Unread notices that no mail has told of."""
    mailed = Mail.objects.filter(expert=OuterRef("expert"), event=OuterRef("event"))
    mailed = mailed.exclude(state__in=(MailState.DROPPED, MailState.FAILED))
    since = timezone.now() - OLDEST
    unread = notices_of(viewer).filter(read_at=None, digest_at=None, created_at__gte=since)
    return unread.filter(~Exists(mailed), kind__in=kinds_by_mail())


def _in_words(viewer: Viewer, expert: Expert, events: list[Event]) -> list[NoticeLine]:
    """Those that are still for them: subjects, rule and what somebody wrote are each asked once for all."""
    subjects = subjects_of(events)
    still = _still_theirs(viewer, expert, events, subjects)
    events = [each for each in events if each.pk in still]
    details = details_of([each for each in events if not _is_closed(subjects[each.pk])])
    return [_notice_line(each, subjects[each.pk], details.get(each.pk, "")) for each in events]


def _is_closed(subject: Subject | None) -> bool:
    return subject is not None and subject.label in CLOSED_LABELS


def _notice_line(event: Event, subject: Subject | None, detail: str) -> NoticeLine:
    kind = notice_kind(event.kind)
    sentence = kind.sentence(event, sayable(subject)) if kind else ""
    label = f"{subject.label} " if subject and subject.label else ""
    return NoticeLine(
        f"{label}{sentence}", detail, _absolute(subject.url if subject else reverse("notices:list"))
    )


def _still_theirs(
    viewer: Viewer, expert: Expert, events: list[Event], subjects: dict[int, Subject | None]
) -> set[int]:
    """Where a marking guards the subject, the person reads it as it is now; where none does, they are still told of it."""
    guarded = {pk: each for pk, each in subjects.items() if each and each.marking_id}
    markings = {each.marking_id for each in guarded.values()}
    rows = MarkingToken.objects.filter(marking__in=markings, token__in=viewer.tokens)
    readable = set(rows.values_list("marking_id", "part")) if markings else set()
    read = {pk for pk, each in guarded.items() if (each.marking_id, str(each.part)) in readable}
    open_to_all = [
        each
        for each in events
        if each.pk not in guarded and (subjects[each.pk] or not has_subjects(each.subject_type))
    ]
    return read | _still_told(expert, open_to_all)


def _still_told(expert: Expert, events: list[Event]) -> set[int]:
    """The events whose recipients this person is among now: one question for all."""
    asked = [
        kind.recipients(each)
        .filter(pk=expert.pk)
        .order_by()
        .annotate(told_of=Value(each.pk))
        .values("told_of")
        for each in events
        if (kind := notice_kind(each.kind)) is not None
    ]
    if not asked:
        return set()
    return {row["told_of"] for row in asked[0].union(*asked[1:], all=True)}
