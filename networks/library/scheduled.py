"""Scheduled work on stored files."""

from networks.events.schedule import every
from networks.library.actions.sweep_files import sweep_files


@every(minutes=24 * 60)
def sweep_what_no_row_names() -> None:
    """Files of uploads that died before their commit."""
    sweep_files()
