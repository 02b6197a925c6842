"""Remove files without a row, left behind by a process that died between moving the file and its commit."""

import time

from networks.library import storage
from networks.library.models import StoredFile

# Longer than any upload and its transaction may take.
GRACE_SECONDS = 24 * 60 * 60
BATCH = 500


def sweep_files(grace_seconds: int = GRACE_SECONDS) -> int:
    """Removes files older than the grace that no row names; gives how many."""
    removed = 0
    batch: list[str] = []
    for name in storage.names_on_disk(time.time() - grace_seconds):
        batch.append(name)
        if len(batch) == BATCH:
            removed += _sweep(batch)
            batch.clear()
    return removed + _sweep(batch)


def _sweep(names: list[str]) -> int:
    known = set(StoredFile.objects.filter(storage_name__in=names).values_list("storage_name", flat=True))
    unknown = [name for name in names if name not in known]
    for name in unknown:
        storage.remove(name)
    return len(unknown)
