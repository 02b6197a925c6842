"""Narrows the lists of registers by words, with the same engine and under the same rule as the page of results."""

from kb.records.finding import Found, use_finder
from networks.access.viewer import Viewer
from search.asking import Asked
from search.finding import matching


def narrow(viewer: Viewer, register_slug: str, words: str) -> Found:
    """The newest of the register's records that match, with all that the index is behind on left out."""
    candidates, limited = matching(viewer, Asked(text=words, filters={"kind": (register_slug,)}))
    return Found(
        summary=frozenset(each.pk for each in candidates if not each.whole),
        body=frozenset(each.pk for each in candidates if each.whole),
        limited=limited,
    )


use_finder(narrow)
