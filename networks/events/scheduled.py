"""Work by the clock that belongs to no other room."""

from networks.audit.sealing import seal_all
from networks.events.schedule import every


@every(minutes=60)
def chain_what_waits() -> None:
    """Entries of the audit trail whose process died between its commit and the chaining."""
    seal_all()
