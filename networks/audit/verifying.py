"""Walking the chain: whether the trail still says what it said."""

from dataclasses import dataclass

from networks.audit.canonical import is_ours, link_hash
from networks.audit.models import AuditEntry, AuditHead, AuditLink
from networks.audit.sealing import load, waiting

BATCH = 1000


@dataclass(frozen=True)
class Verdict:
    """What a walk found. `broken`: a sentence about the first thing that is wrong; empty when all is well."""

    checked: int
    head: str
    broken: str = ""
    waiting: int = 0


class _Broken(Exception):
    """The walk ends here."""


def verify() -> Verdict:
    """From the first link to the head, then what waits to be chained."""
    number, before, highest = 0, "", 0
    try:
        # Read first: links that are added during the walk are not followed.
        head = AuditHead.objects.filter(pk=1).first() or AuditHead()
        while links := list(AuditLink.objects.filter(number__gt=number, number__lte=head.number)[:BATCH]):
            entries = load(link.entry_id for link in links)
            for link in links:
                before = _checked(link, number + 1, before, entries.get(link.entry_id))
                number, highest = number + 1, max(highest, link.entry_id)
        _check_end(head, number, before, highest)
        return Verdict(number, before, waiting=_check_waiting())
    except _Broken as found:
        return Verdict(number, before, str(found))


def _checked(link: AuditLink, number: int, before: str, entry: AuditEntry | None) -> str:
    if link.number != number:
        raise _Broken(f"Link {number} is missing; the next one is {link.number} (entry {link.entry_id}).")
    if entry is None:
        raise _Broken(f"Entry {link.entry_id} (link {number}) was removed or can no longer be read.")
    expected = _hash(before, number, entry)
    if link.hash != expected:
        raise _Broken(f"Entry {entry.pk} (link {number}) was changed, put in or moved.")
    return expected


def _hash(before: str, number: int, entry: AuditEntry) -> str:
    try:
        return link_hash(before, number, entry)
    except (AttributeError, TypeError, ValueError):
        return ""


def _check_end(head: AuditHead, number: int, before: str, highest: int) -> None:
    if (head.number, head.hash, head.highest) != (number, before, highest):
        raise _Broken(f"The chain ends at link {number}, but its head does not fit: it says {head.number}.")
    # Another process may be adding links just now; then the head has moved with them.
    last = AuditLink.objects.order_by("-number").values_list("number", flat=True).first() or 0
    now = AuditHead.objects.values_list("number", flat=True).filter(pk=1).first() or 0
    if last > now:
        raise _Broken(f"There is a link {last} after the end of the chain at {now}.")


def _check_waiting() -> int:
    ids = list(waiting())
    entries = load(ids)
    for pk in ids:
        if pk not in entries or not is_ours(entries[pk]):
            raise _Broken(f"Entry {pk} was not written by the application.")
    return len(ids)
