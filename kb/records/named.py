"""A record by its reference or the address of its page."""

from kb.records.links import reference_named
from kb.records.models import Record
from networks.access.naming import Named, register_named


def _record(words: str) -> Named | None:
    found = Record.objects.select_related("marking").filter(reference=reference_named(words)).first()
    if found is None:
        return None
    what = f"{found.register.label} {found.reference}"
    return Named(what, found.marking, found.reference, found.get_absolute_url())


register_named("records", _record)
