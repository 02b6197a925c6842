"""A discussion by its reference or the address of its page."""

from networks.access.naming import Named, register_named
from networks.discussions.homes import home_of
from networks.discussions.models import Topic


def _topic(words: str) -> Named | None:
    reference = words.rstrip("/").rpartition("/")[2]
    found = Topic.objects.select_related("marking").filter(reference=reference).first()
    if found is None:
        return None
    what = f"Discussion {found.reference}, read with the part {found.part}"
    return Named(what, found.marking, found.reference, home_of(found))


register_named("discussions", _topic)
