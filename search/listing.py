"""Narrows the lists of registers by words, with the same engine and under the same rule as the page of results."""

from kb.records.finding import Found, use_finder
from networks.access.viewer import Viewer
from search.asking import Asked
from search.finding import matching


def narrow(viewer: Viewer, register_slug: str, words: str) -> Found:
    """Ids of the register's records that match and that the viewer may know, best first."""
    ids, limited = matching(viewer, Asked(text=words, filters={"kind": (register_slug,)}))
    return Found(ids, limited)


use_finder(narrow)
