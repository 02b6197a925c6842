"""Time zones by name, and what people call them."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _


def zone_named(name: str) -> ZoneInfo:
    """The zone of this name; the platform's for one that this machine does not know (any more)."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError, RecursionError):
        return ZoneInfo(timezone.get_default_timezone_name())


def zone_key() -> str:
    """The zone in which times are shown now, as browsers and programs call it: *Europe/Warsaw*."""
    zone = timezone.get_current_timezone()
    return str(getattr(zone, "key", "") or timezone.get_current_timezone_name())


def zone_in_words() -> str:
    """The zone in which times are shown now, as people say it: *Warsaw time*."""
    area, _slash, place = zone_key().rpartition("/")
    if area == "Etc":
        # Called the other way round than anybody would expect: Etc/GMT+3 is three hours behind.
        shift = timezone.get_current_timezone_name()
        return f"UTC{shift}" if shift[:1] in "+-" else shift
    if not area:
        return place
    return _("%(place)s time") % {"place": place.replace("_", " ")}


# The same for headings that are written down once and read by many.
THIS_ZONE = lazy(zone_in_words, str)()
