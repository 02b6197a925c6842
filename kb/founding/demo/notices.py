"""What the demo people find in the site when they come in: notices of the last days, and no mail."""

from datetime import timedelta

from django.utils import timezone

from networks.events.models import Event
from networks.notices.actions.write import write_down
from networks.notices.models import Mail, Notice

LAST_DAYS = timedelta(days=7)
MOST = 80


def seed_notices(since_event: int) -> int:
    """Notices of the newest events after this one, dated as the events are. Returns how many."""
    recent = Event.objects.filter(pk__gt=since_event, at__gte=timezone.now() - LAST_DAYS)
    events = list(recent.exclude(kind="marking.changed").order_by("-at")[:MOST])
    for event in events:
        write_down(event)
    Mail.objects.filter(event__in=events).delete()
    written = list(Notice.objects.filter(event__in=events).select_related("event"))
    for notice in written:
        notice.created_at = notice.event.at
    Notice.objects.bulk_update(written, ["created_at"], batch_size=300)
    return len(written)
