"""Days and times in the zone of whoever reads them."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from networks.text.zones import zone_in_words, zone_key

register = template.Library()


@register.filter(expects_localtime=True)
def day_in_words(value: date | None, form: str = "j F Y") -> str:
    """*today*, *yesterday* and *tomorrow* as the reader's own calendar has them, any other day as a date."""
    if value is None:
        return ""
    day = value.date() if isinstance(value, datetime) else value
    distance = (day - timezone.localdate()).days
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    return near[distance] if distance in near else date_format(day, form)


@register.simple_tag
def zone_name() -> str:
    """The reader's zone as people say it."""
    return zone_in_words()


@register.simple_tag
def zone_code() -> str:
    """The reader's zone as browsers call it."""
    return zone_key()
