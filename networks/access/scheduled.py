"""Openings of administrators whose hour is over."""

from networks.access.actions.break_glass import close_what_is_over
from networks.events.schedule import every

every(minutes=1)(close_what_is_over)
