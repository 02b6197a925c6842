"""Why something was found: a passage with the words marked, cut from text the reader has been allowed to read.

Made here for both engines, from the document the database agreed to (that of a summary holds no word of the body), and
escaped in one place.
"""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from networks.text.characters import composed
from networks.text.folding import WORD, fold
from search.models import Shown
from search.query import Query, TermKind
from search.words import stem

# Characters around the first word found, and how far into a text one looks.
BEFORE, AFTER = 60, 180
LOOKED_THROUGH = 30_000
MOST_MARKS = 12

Span = tuple[int, int]


class Sought:
    """The words of a question, ready to be recognised in a text of one language."""

    def __init__(self, query: Query, language: str) -> None:
        self.language = language
        self.words = {word for term in query.terms if term.kind is not TermKind.PREFIX for word in term.words}
        self.prefixes = tuple(term.words[0] for term in query.terms if term.kind is TermKind.PREFIX)
        self.stems = {each for term in query.terms for each in term.stems if each.startswith(f"{language}_")}

        self._known: dict[str, bool] = {}

    def __contains__(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._is_sought(word)
        return known

    def _is_sought(self, word: str) -> bool:
        plain = fold(word)
        if plain in self.words or (self.prefixes and plain.startswith(self.prefixes)):
            return True
        return bool(self.stems) and stem(word.lower(), self.language) in self.stems


def why(shown: Shown, query: Query) -> SafeString:
    """The passage that shows the match, from the summary or else the body; empty when the title alone matches."""
    own = shown.language
    texts = [(shown.summary, own), (shown.summary_en, "en"), (shown.body, own)]
    by_language: dict[str, Sought] = {}
    for text, language in texts:
        sought = by_language.setdefault(language, Sought(query, language))
        passage = _passage(composed(text[:LOOKED_THROUGH]), sought)
        if passage:
            return passage
    return SafeString("")


def _passage(text: str, sought: Sought) -> SafeString:
    found = _found(text, sought)
    if not found:
        return SafeString("")
    start, end = _around(text, found[0])
    inside = [(a, b) for a, b in found if start <= a and b <= end]
    return mark_safe(
        ("… " if start else "") + _marked(text, start, end, inside) + (" …" if end < len(text) else "")
    )


def _found(text: str, sought: Sought) -> list[Span]:
    if not (sought.words or sought.prefixes):
        return []
    found: list[Span] = []
    for each in WORD.finditer(text):
        if found and (each.start() > found[0][0] + AFTER or len(found) >= MOST_MARKS):
            break
        if each.group() in sought:
            found.append(each.span())
    return found


def _around(text: str, first: Span) -> Span:
    """Cut at spaces, so that no word is halved."""
    start = max(first[0] - BEFORE, 0)
    if start:
        start = text.find(" ", start, first[0]) + 1 or first[0]
    end = min(first[0] + AFTER, len(text))
    if end < len(text):
        end = max(text.rfind(" ", first[1], end), first[1])
    return start, end


def _marked(text: str, start: int, end: int, found: Sequence[Span]) -> str:
    pieces = []
    for a, b in found:
        pieces += [escape(text[start:a]), "<mark>", escape(text[a:b]), "</mark>"]
        start = b
    return "".join([*pieces, escape(text[start:end])])
