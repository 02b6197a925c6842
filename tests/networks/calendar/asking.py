"""Asking for a calendar as programs do, and reading what they get."""

from datetime import date
from typing import Any

from django.test import Client
from icalendar import Calendar

from networks.access.viewer import viewer_of
from networks.people.actions.tokens import make_token
from networks.people.enums import TokenScope
from networks.people.models import Expert
from networks.people.today import today


def token_of(person: Expert, scope: str = TokenScope.CALENDAR, until: date | None = None) -> str:
    return make_token(viewer_of(Expert.objects.get(pk=person.pk)), "A phone", until or today(), scope).secret


def asked(secret: str, client: Client | None = None, **headers: str) -> Any:
    return (client or Client()).get(f"/calendar/{secret}.ics", headers=headers)


def events(answer: Any) -> list[Any]:
    """The days, without that of the token itself."""
    assert answer.status_code == 200, answer.content
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return [each for each in found if not str(each["SUMMARY"]).startswith("Last day of your token")]


def lines(person: Expert | str) -> list[str]:
    secret = person if isinstance(person, str) else token_of(person)
    return [str(each["SUMMARY"]) for each in events(asked(secret))]
