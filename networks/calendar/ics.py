"""Lines as a file of iCalendar (RFC 5545, 7986): whole days, in the same bytes as long as nothing changes."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from networks.calendar.lines import Line, strictest

# Days change slowly, and every program asks for every person.
ASK_AGAIN = timedelta(hours=4)


def file_of(lines: Iterable[Line]) -> bytes:
    """The calendar, with the strictest label inside."""
    listed = list(lines)
    told = _("%(label)s. Your due dates.") % {"label": strictest(listed)}
    calendar = Calendar()
    calendar.add("prodid", "-//Limes//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name, words in (("name", "Limes"), ("x-wr-calname", "Limes"), ("x-wr-caldesc", told)):
        calendar.add(name, vText(words))
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    for line in listed:
        calendar.add_component(_event(line))
    return bytes(calendar.to_ical())


def _event(line: Line) -> Event:
    """A whole day that leaves its owner free. Others who see the calendar are told not to look inside."""
    event = Event()
    event.add("uid", line.uid)
    event.add("dtstamp", line.since.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", line.day)
    event.add("summary", line.summary)
    # Some programs show no address of its own.
    event.add("description", line.address)
    event.add("url", line.address)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
