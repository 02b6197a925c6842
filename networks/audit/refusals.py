"""Noting what somebody asked for and was not let in to: the same for what is forbidden and for what does not exist."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils import timezone

from networks.access.http import ViewerRequest
from networks.audit import origin
from networks.audit.enums import READ, Outcome
from networks.audit.models import AuditEntry
from networks.audit.recording import note_asked

# The arguments of a door that name a thing with readers of its own.
NAMED_BY = ("reference", "address")
# A reference, without the words of a title behind it: what somebody types into an address is not kept.
REFERENCE = re.compile(r"[A-Za-z0-9]{1,40}")
# So many a minute and person are noted one by one; the last of them says that there may have been more.
MOST = 60
MINUTE = timedelta(minutes=1)


class RefusalMiddleware:
    """After the answer is made, and never asking whether the thing is there: a 404 costs the same either way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        reference = asked_for(match) if match and response.status_code == 404 else ""
        if match and reference and (person := person_behind(request)):
            note_refusal(person, reference, door=match.view_name)
        return response


def asked_for(match: ResolverMatch) -> str:
    """The reference in the address that was asked for; empty at doors that name no such thing."""
    given = (match.kwargs[name] for name in NAMED_BY if name in match.kwargs)
    return as_reference(str(next(given, "")))


def as_reference(text: str) -> str:
    """What begins a text as references do, in capitals; empty when nothing does."""
    found = REFERENCE.match(text)
    return found.group().upper() if found else ""


def person_behind(request: HttpRequest) -> Any:
    """Who asks, by session or personal token. Visitors are not noted: anybody could fill the trail."""
    viewer = getattr(cast(ViewerRequest, request), "viewer", None)
    if viewer is not None and viewer.expert is not None:
        return viewer.expert
    return request.user if request.user.is_authenticated else None


def note_refusal(person: Any, reference: str, action: str = READ, door: str = "") -> None:
    """One entry, unless the same was noted within the last minute or too many were."""
    recent = set(_recent(person))
    if len(recent) >= MOST or (reference, origin.here(), door) in recent:
        return
    more = {"more": True} if len(recent) == MOST - 1 else {}
    note_asked(action, reference, person, outcome=Outcome.REFUSED, door=door, **more)


def _recent(person: Any) -> list[tuple[str, str, str]]:
    rows = AuditEntry.objects.order_by().filter(
        person_id=person.pk, outcome=Outcome.REFUSED, at__gt=timezone.now() - MINUTE, details__has_key="door"
    )
    return [
        (ref, place, said["door"]) for ref, place, said in rows.values_list("reference", "origin", "details")
    ]
