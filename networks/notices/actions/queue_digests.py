"""Queueing the daily digests: one for each person and day, from the morning of their time zone."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from networks.notices.enums import MailState
from networks.notices.models import Mail
from networks.people.enums import NoticeMail
from networks.people.models import Expert
from networks.text.zones import zone_named

DIGEST = "digest"
MORNING = 7
UNSENT = (MailState.WAITING, MailState.SENDING)


def queue_digests() -> int:
    """Queue what is due now: three questions and the rows, however many people there are. Returns how many are new."""
    now = timezone.now()
    waiting, sent = _earlier(now)
    people = Expert.objects.active().filter(notice_mail=NoticeMail.DAILY).exclude(pk__in=waiting)
    due = list(_due(people.values_list("pk", "timezone"), sent, now))
    Mail.objects.bulk_create(due, ignore_conflicts=True)
    return len(due)


def _earlier(now: datetime) -> tuple[set[int], dict[int, datetime]]:
    """Who has a digest that has not left yet, and when the last one of the others was queued or sent."""
    digests = Mail.objects.filter(kind=DIGEST)
    waiting = set(digests.filter(state__in=UNSENT).values_list("expert_id", flat=True))
    recent = digests.exclude(state__in=UNSENT).filter(due_at__gte=now - timedelta(days=2)).order_by("due_at")
    return waiting, dict(recent.values_list("expert_id", "due_at"))


def _due(people: Iterable[tuple[int, str]], last: dict[int, datetime], now: datetime) -> Iterator[Mail]:
    for pk, zone in people:
        here = now.astimezone(zone_named(zone))
        day = here.date()
        had = pk in last and last[pk].astimezone(here.tzinfo).date() >= day
        if here.hour >= MORNING and not had:
            yield Mail(expert_id=pk, kind=DIGEST, dedupe_key=f"{DIGEST}:{pk}:{day}")
