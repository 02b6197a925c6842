"""Delete a stored file."""

from functools import partial

from django.db import transaction

from networks.library import storage
from networks.library.models import StoredFile


@transaction.atomic
def discard_file(file: StoredFile) -> None:
    """Removes the row, and the file from the disk once that is certain. Who may is asked by the caller."""
    name = file.storage_name
    file.delete()
    transaction.on_commit(partial(storage.remove, name))
