"""Who reads the files of a record: those that the published text names belong to its BODY, the others to its DRAFT."""

from collections.abc import Collection

from django.db import transaction

from networks.access.enums import Part
from networks.access.epoch import raise_epoch
from networks.library.models import StoredFile


@transaction.atomic
def show_files(marking_id: int, named: Collection[str]) -> None:
    """Set the part of every file of a marking after a publication. `named`: references in the published text."""
    files = StoredFile.objects.filter(marking_id=marking_id)
    files.filter(reference__in=named).update(part=Part.BODY)
    if files.filter(part=Part.BODY).exclude(reference__in=named).update(part=Part.DRAFT):
        raise_epoch()
