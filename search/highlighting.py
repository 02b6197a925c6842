"""Why something was found: a passage with the words marked, cut from text the reader has been allowed to read.

Made here for both engines, from the document the database agreed to (that of a summary holds no word of the body), and
escaped in one place.
"""

from collections.abc import Iterator, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from networks.text.characters import visible
from networks.text.folding import WORD, fold
from search.codes import codes_in
from search.models import Shown
from search.query import PREFIXES, Query
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
        # The digits of a grouped code are marked together, not one group here and another there.
        terms = [term for term in query.terms if not (term.code and len(term.words) > 1)]
        self.words = {word for term in terms for word in term.words[: -1 if term.kind in PREFIXES else None]}
        self.prefixes = tuple(term.words[-1] for term in terms if term.kind in PREFIXES)
        self.stems = {each for term in terms for each in term.stems if each.startswith(f"{language}_")}
        self.codes = tuple(term.code for term in query.terms if term.code)
        self._known: dict[str, bool] = {}

    def __bool__(self) -> bool:
        return bool(self.words or self.prefixes or self.codes)

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
    """The passage that shows the match, from summary, body or labels; empty when none of them does."""
    own = shown.language
    texts = [(shown.summary, own), (shown.summary_en, "en"), (shown.body, own), (shown.labels, "en")]
    by_language: dict[str, Sought] = {}
    for text, language in texts:
        sought = by_language.setdefault(language, Sought(query, language))
        passage = _passage(visible(text[:LOOKED_THROUGH]), sought)
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
    found: list[Span] = []
    for start, end in sorted([*_words(text, sought), *_codes(text, sought)]) if sought else ():
        if found and (start > found[0][0] + AFTER or len(found) >= MOST_MARKS):
            break
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _words(text: str, sought: Sought) -> Iterator[Span]:
    """Places of words, up to those that no passage shows with the first."""
    first = None
    for each in WORD.finditer(text):
        if first is not None and each.start() > first + AFTER:
            return
        if each.group() in sought:
            first = each.start() if first is None else first
            yield each.span()


def _codes(text: str, sought: Sought) -> Iterator[Span]:
    """Places of codes, each in its shortest form that has what is looked for."""
    last = -1
    for each in codes_in(text) if sought.codes else ():
        if each.start > last and each.digits.startswith(sought.codes):
            last = each.start
            yield each.start, each.end


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
