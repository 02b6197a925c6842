"""Rights that run out by date."""

from networks.events.schedule import every
from networks.spaces.actions.end_what_is_over import end_what_is_over

every(minutes=5)(end_what_is_over)
