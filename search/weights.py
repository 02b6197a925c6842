"""How much a word weighs in the order of results: the rarer, the more, counted in open documents only.

With the statistics of all documents the order of results would tell what else the index holds.
"""

import math
from collections.abc import Iterable

from networks.access import tokens
from networks.access.viewer import Viewer
from search.models import Word


def counted_for(viewer: Viewer) -> str:
    """Which statistics this reader's order is made of: those of documents open to every expert, or to everybody."""
    return "for_experts" if tokens.EXPERTS in viewer.tokens else "for_all"


def weights(viewer: Viewer, words: Iterable[str]) -> dict[str, float]:
    """Weight by folded word: one query."""
    asked = set(words)
    if not asked:
        return {}
    counted = dict(Word.objects.filter(text__in={*asked, ""}).values_list("text", counted_for(viewer)))
    documents = max(counted.get("", 0), 0)
    return {word: _weight(max(counted.get(word, 0), 0), documents) for word in asked}


def _weight(having: int, documents: int) -> float:
    return round(1 + math.log((documents + 1) / (min(having, documents) + 1)), 3)
