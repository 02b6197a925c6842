"""What happened to the sockets of this process: for metrics."""

from dataclasses import asdict, dataclass


@dataclass
class Counters:
    """Totals since the process started, and `sockets` now."""

    sockets: int = 0
    opened: int = 0
    frames_in: int = 0
    frames_out: int = 0
    malformed: int = 0
    fell_behind: int = 0
    frames_dropped: int = 0
    rights_ended: int = 0
    looks: int = 0
    looks_failed: int = 0
    hints_failed: int = 0


counters = Counters()


def figures() -> dict[str, int]:
    """The counters of this process by name."""
    return asdict(counters)
