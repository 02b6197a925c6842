"""Spelling: a word that occurs nowhere for this reader is replaced by the likeliest one that does, where that finds something."""

import itertools
import re
from collections.abc import Iterable, Iterator

from networks.access.viewer import Viewer
from search.engines.base import Engine, Question
from search.models import Word
from search.query import Query, Term, TermKind
from search.weights import counted_for

# Words shorter than this are taken as they are. In one that is not long another letter makes another word (truck, track), so
# only a letter more or less or two exchanged are forgiven. Two slips are forgiven in a very long word, in a long one where
# they only confuse which letter is doubled (tobbaco).
SHORTEST = 5
LONG = 6
VERY_LONG = 9
DOUBLED = re.compile(r"(.)\1+")
# Only the likeliest are looked up among the documents of the reader, a few at a time.
AT_A_TIME = 20
# So many words are tried in place of one, and so many questions in all.
MOST_WORDS = 3
MOST_QUESTIONS = 4


def corrections(engine: Engine, viewer: Viewer, question: Question) -> Iterator[Query]:
    """The question with its misspelt words put right, likeliest first; nothing when no word has to be, or can be."""
    words = {term.words[0]: term for term in question.query.terms if term.kind is TermKind.WORD}
    occurring = engine.standing(question, words.values())
    instead: dict[str, list[str]] = {}
    for word, term in words.items():
        if term not in occurring and (right := _likeliest(engine, viewer, question, word)):
            instead[word] = right
    if not instead:
        return
    for chosen in itertools.islice(itertools.product(*instead.values()), MOST_QUESTIONS):
        yield question.query.with_words(dict(zip(instead, chosen, strict=True)))


def _likeliest(engine: Engine, viewer: Viewer, question: Question, word: str) -> list[str]:
    """The nearest words that occur in documents this reader may read; only such words may ever be shown."""
    near = _near(viewer, word)
    for start in range(0, len(near), AT_A_TIME):
        terms = {each: Term(TermKind.PHRASE, (each,), (each,)) for each in near[start : start + AT_A_TIME]}
        occurring = engine.standing(question, terms.values())
        found = [each for each, term in terms.items() if term in occurring]
        if found:
            return found[:MOST_WORDS]
    return []


def _near(viewer: Viewer, word: str) -> list[str]:
    """Every known word within reach, nearest first, then the commonest in open documents."""
    reach = _reach(word)
    if not reach or any(sign.isdigit() for sign in word):
        return []
    likely = Word.objects.filter(
        first=word[0], length__gte=len(word) - reach, length__lte=len(word) + reach
    ).values_list("text", counted_for(viewer))
    found = [(distance(word, text, reach), -count, text) for text, count in _alike(word, likely, reach)]
    return [text for apart, _, text in sorted(found) if apart <= reach and _is_slip(word, text, apart)]


def _alike(word: str, likely: Iterable[tuple[str, int]], reach: int) -> Iterable[tuple[str, int]]:
    """Sieve out quickly what has too many other letters."""
    letters = frozenset(word)
    return ((text, count) for text, count in likely if len(letters.symmetric_difference(text)) <= 2 * reach)


def _reach(word: str) -> int:
    if len(word) < SHORTEST:
        return 0
    return 2 if len(word) >= LONG else 1


def _is_slip(word: str, text: str, apart: int) -> bool:
    """Whether one is likelier to be a slip for the other than a word of its own."""
    if any(sign.isdigit() for sign in text):
        return False
    if len(word) < LONG:
        return len(word) != len(text) or sorted(word) == sorted(text)
    return apart == 1 or len(word) >= VERY_LONG or DOUBLED.sub(r"\1", word) == DOUBLED.sub(r"\1", text)


def distance(one: str, other: str, most: int) -> int:
    """Slips between two words: a letter more, less, other, or two exchanged. Anything above `most` is `most + 1`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    far = most + 1
    before: dict[int, int] = {}
    row = dict(enumerate(range(far)))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, {0: i}
        # Places further apart than `most` lie on no short way.
        for j in range(max(1, i - most), min(len(other), i + most) + 1):
            sign = other[j - 1]
            cost = min(
                before.get(j, far) + 1, row.get(j - 1, far) + 1, before.get(j - 1, far) + (letter != sign)
            )
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                cost = min(cost, earlier.get(j - 2, far) + 1)
            row[j] = cost
        if min(row.values()) > most and min(before.values()) > most:
            return far
    return min(row.get(len(other), far), far)
