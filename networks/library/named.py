"""A stored file by its reference or its address."""

from networks.access.naming import Named, register_named
from networks.library.models import StoredFile


def _file(words: str) -> Named | None:
    reference = words.partition("/files/")[2].partition("/")[0] or words
    found = StoredFile.objects.select_related("marking").filter(reference=reference).first()
    if found is None:
        return None
    what = f"File {found.reference}, read with the part {found.part}"
    return Named(what, found.marking, found.reference, found.get_absolute_url())


register_named("library", _file)
