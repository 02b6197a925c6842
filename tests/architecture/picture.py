"""The table of `docs/architecture.md`, measured."""

from collections import defaultdict

from tests.architecture.source import room_of, written


def acquaintances() -> dict[str, list[str]]:
    """Each room and the rooms it imports, both in order of name."""
    known: dict[str, set[str]] = defaultdict(set)
    for module in written():
        rooms = {room_of(each.module) for each in module.imports}
        known[module.room] |= {room for room in rooms if room and room != module.room}
    return {room: sorted(others) for room, others in sorted(known.items()) if others}


def table() -> list[str]:
    """The rows of the table."""
    return [f"| `{room}` | {', '.join(others)} |" for room, others in acquaintances().items()]
