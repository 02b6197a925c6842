"""When somebody was here last: what changed since then is shown first."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from networks.people.models import Expert
from networks.people.open_sessions import note_session

log = logging.getLogger("limes.visits")

# After this long without a page a new visit begins.
PAUSE = timedelta(minutes=30)
# Within a visit the row is written this often at most.
WRITE_EVERY = timedelta(minutes=5)


class VisitMiddleware:
    """Notes visits and sessions after the page was made, so the page still shows what changed before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        try:
            self._note(request)
        except DatabaseError as reason:
            # A full or absent database must not take away the answer that was made, an error page least of all.
            log.warning("a visit could not be noted: %s", reason)
        return response

    def _note(self, request: HttpRequest) -> None:
        user = getattr(request, "user", None)
        if isinstance(user, Expert) or (user is not None and user.is_authenticated):
            now = timezone.now()
            note_visit(user, now)
            note_session(request, user, now)


def note_visit(expert: Expert, now: datetime) -> None:
    """Move `last_visit_at` to the end of the visit before when a new one begins."""
    seen = expert.seen_at
    if seen is not None and now - seen < WRITE_EVERY:
        return
    fields = {"seen_at": now}
    if seen is not None and now - seen > PAUSE:
        fields["last_visit_at"] = seen
    Expert.objects.filter(pk=expert.pk).update(**fields)
