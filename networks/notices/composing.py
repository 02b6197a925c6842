"""The words of a mail, made at the moment of sending, after the rule was asked again."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from networks.access.enums import CLOSED_LABELS
from networks.events.models import Event
from networks.events.registry import Subject, has_subjects, subject_of
from networks.notices.actions.write import addressed
from networks.notices.digests import compose_digest
from networks.notices.models import Mail
from networks.notices.naming import sayable
from networks.notices.registry import Letter, NoticeKind, letter_kind, notice_kind
from networks.people.models import Expert
from networks.people.time_zones import times_of


def compose(mail: Mail) -> Letter | None:
    """The mail in the language and the time zone of its reader; None when it is no longer for them."""
    with translation.override(mail.expert.language), times_of(mail.expert):
        if mail.event is None:
            return compose_digest(mail.expert)
        letter = letter_kind(mail.kind)
        if letter is not None:
            return letter[1](mail.event, mail.expert)
        kind = notice_kind(mail.kind)
        return _of_notice(mail.event, mail.expert, kind) if kind else None


def _of_notice(event: Event, expert: Expert, kind: NoticeKind) -> Letter | None:
    if not kind.mailed_at_once(expert):
        return None
    subject = subject_of(event)
    if subject is None and has_subjects(event.subject_type):
        return None
    if not addressed(event, kind.recipients(event), subject).filter(pk=expert.pk).exists():
        return None
    said = sayable(subject)
    sentence = kind.sentence(event, said)
    label = f"{subject.label} " if subject and subject.label else ""
    path = subject.url if subject else reverse("notices:list")
    note = said.note if said else ""
    words = {
        "sentence": sentence,
        "note": note,
        "detail": _detail(event, kind, subject),
        "url": f"{settings.SITE_URL}{path}",
    }
    return Letter(f"{label}{sentence}", render_to_string("notices/mails/notice.txt", words))


def _detail(event: Event, kind: NoticeKind, subject: Subject | None) -> str:
    """What somebody wrote, where the label lets a mail carry it."""
    closed = subject is not None and subject.label in CLOSED_LABELS
    return "" if closed or kind.details is None else kind.details([event]).get(event.pk, "")
