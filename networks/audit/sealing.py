"""Chaining entries, right after the commit that wrote them. Not inside it: one lock for all writers would have to be held
until each of them commits, and two that meet again at another row would kill each other."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from networks.audit.canonical import is_ours, link_hash
from networks.audit.models import AuditEntry, AuditHead, AuditLink

log = logging.getLogger("limes.audit")

BATCH = 1000
# Transactions commit in another order than they took their numbers; so far back it is looked for late ones each time.
REACH = 2000


def seal_new() -> int:
    """Chain what was committed since. Called after every commit that wrote entries; returns how many were chained."""
    highest = AuditHead.objects.values_list("highest", flat=True).filter(pk=1).first() or 0
    return _seal_after(highest - REACH)


def seal_all() -> int:
    """Chain everything that waits, however old: after a crash between a commit and its sealing."""
    return _seal_after(0)


def waiting(after: int = 0) -> QuerySet[AuditEntry, int]:
    """Numbers of entries that have no link yet, oldest first."""
    unchained = AuditEntry.objects.filter(pk__gt=after, link=None).order_by("pk")
    return unchained.values_list("pk", flat=True)


def load(ids: Iterable[int]) -> dict[int, AuditEntry]:
    """Entries by number. One that cannot be read any more, because somebody wrote nonsense into it, is missing."""
    wanted = list(ids)
    try:
        return AuditEntry.objects.in_bulk(wanted)
    except (ValueError, TypeError):
        if len(wanted) == 1:
            return {}
        half = len(wanted) // 2
        return load(wanted[:half]) | load(wanted[half:])


def _seal_after(after: int) -> int:
    done = 0
    while found := list(waiting(after)[:BATCH]):
        done += _seal(found)
        after = found[-1]
    return done


@transaction.atomic
def _seal(ids: list[int]) -> int:
    """Under the lock, what another process has chained meanwhile is left out."""
    AuditHead.objects.get_or_create(pk=1)
    head = AuditHead.objects.select_for_update().get(pk=1)
    entries = load(AuditEntry.objects.filter(pk__in=ids, link=None).values_list("pk", flat=True))
    links = []
    for pk in sorted(entries):
        if not _is_fit(entries[pk]):
            continue
        head.number += 1
        head.hash = link_hash(head.hash, head.number, entries[pk])
        head.highest = max(head.highest, pk)
        links.append(AuditLink(number=head.number, entry_id=pk, hash=head.hash))
    AuditLink.objects.bulk_create(links)
    if links:
        head.save()
    return len(links)


def _is_fit(entry: AuditEntry) -> bool:
    if is_ours(entry):
        return True
    log.error("entry %s of the audit trail was not written by the application; it is not chained", entry.pk)
    return False
