"""Queries for stored files; each takes the viewer it is for."""

from django.db.models import F, OuterRef, QuerySet

from networks.access.models import Marking
from networks.access.reading import not_known, visible_few
from networks.access.viewer import Viewer
from networks.library.models import StoredFile


def file_for(viewer: Viewer, reference: str) -> StoredFile:
    """The file with this reference; the 404 of what does not exist for whoever may not read its part."""
    files = StoredFile.objects.select_related("marking").filter(reference=reference.upper())
    # One query, whether there is no such file or one that is not for them.
    file = visible_few(files, viewer, OuterRef("part")).first()
    if file is None:
        raise not_known()
    return file


def files_of(viewer: Viewer, marking: Marking) -> QuerySet[StoredFile]:
    """The files of a marking whose part the viewer may read, oldest first: one query."""
    return StoredFile.objects.filter(
        marking=marking, marking__tokens__part=F("part"), marking__tokens__token__in=viewer.tokens
    ).distinct()
