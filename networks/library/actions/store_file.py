"""Store an uploaded file."""

from typing import BinaryIO, cast

from django.core.files import File
from django.db import transaction

from networks.access.acting import check_signed_in
from networks.access.enums import Part
from networks.access.models import Marking
from networks.access.reading import check_read
from networks.access.viewer import Viewer
from networks.library import storage
from networks.library.enums import MEDIA_TYPES, FileKind
from networks.library.inspection import inspect
from networks.library.metadata import write_without_metadata
from networks.library.models import StoredFile
from networks.library.names import safe_name


def store_file(viewer: Viewer, marking: Marking, part: Part, upload: File, *, name: str) -> StoredFile:
    """Inspects, cleans and keeps a file for the readers of a part of a marking.

    Raises `FileRefused` with a sentence for the person, and the 404 of what does not exist for whoever may not read
    the part. Whether the viewer may write there (edit the record, post in the topic) is asked by the caller, who
    knows what the file is for.
    """
    file = StoredFile(marking=marking, part=part, uploaded_by=viewer.expert)
    check_signed_in(viewer)
    check_read(viewer, file, part)
    source = cast(BinaryIO, upload.file)
    with storage.incoming() as stream:
        file.kind = inspect(source, name)
        file.media_type = MEDIA_TYPES[FileKind(file.kind)]
        file.name = safe_name(name, FileKind(file.kind))
        write_without_metadata(source, FileKind(file.kind), stream)
        _keep(file, storage.finish(stream))
    return file


def _keep(file: StoredFile, written: storage.Written) -> None:
    """The file is in its place before the row is certain; `sweep_files` finds it where the row never comes."""
    file.size, file.sha256 = written.size, written.sha256
    file.storage_name = storage.put_in_place(written)
    try:
        with transaction.atomic():
            file.save()
    except BaseException:
        storage.remove(file.storage_name)
        raise
