"""In which time zone somebody reads times: the person's own, for visitors the platform's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from networks.people.models import Expert
from networks.text.zones import zone_named


def zone_of(person: object) -> ZoneInfo:
    """The zone a person chose; the platform's for a visitor."""
    return zone_named(person.timezone if isinstance(person, Expert) else "")


@contextmanager
def times_of(person: object) -> Iterator[None]:
    """Inside, times and *today* are this person's. For whatever is written outside of a request: mails, calendars, frames."""
    with timezone.override(zone_of(person)):
        yield


class TimeZoneMiddleware:
    """Shows a request's times in the zone of whoever asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Whatever a view activates ends with its request: threads answer one reader after the other.
        with timezone.override(None):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> None:
        """Not before: an address that leads nowhere asks for nobody."""
        timezone.activate(zone_of(request.user if request.user.is_authenticated else None))
