"""The day that counts for rights."""

from datetime import date, datetime

from django.utils import timezone


def today() -> date:
    """Today in the platform's own time zone, whatever zone a page or the CMS shows its times in.

    Seats, offices and accounts end with their last day for everybody at the same moment.
    """
    return timezone.localdate(timezone=timezone.get_default_timezone())


def day_of(moment: datetime) -> date:
    """The day of a moment in the platform's own time zone: what follows from it is due on the same day for everybody."""
    return timezone.localdate(moment, timezone.get_default_timezone())
