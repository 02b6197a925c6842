"""The day that counts for rights."""

from datetime import date

from django.utils import timezone


def today() -> date:
    """Today in the platform's own time zone, whatever zone a page or the CMS shows its times in.

    Seats, offices and accounts end with their last day for everybody at the same moment.
    """
    return timezone.localdate(timezone=timezone.get_default_timezone())
