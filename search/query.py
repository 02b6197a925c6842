"""What people type: words, "phrases", prefix*, -not and OR."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from networks.text.folding import fold, words_of
from search.words import stems_in_all_languages

PIECES = re.compile(r'-?"[^"]*"?|\S+')
LONGEST_QUESTION = 400
MOST_TERMS = 16


class TermKind(StrEnum):
    """How a term is matched."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"


@dataclass(frozen=True)
class Term:
    """One thing to look for. `written` are its words in lower case, `words` the same folded."""

    kind: TermKind
    written: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def stems(self) -> tuple[str, ...]:
        """Stems a single word may stand for; phrases and prefixes are taken literally."""
        return stems_in_all_languages(self.written[0]) if self.kind is TermKind.WORD else ()

    def __str__(self) -> str:
        text = " ".join(self.written)
        return {TermKind.WORD: text, TermKind.PHRASE: f'"{text}"', TermKind.PREFIX: f"{text}*"}[self.kind]


@dataclass(frozen=True)
class Query:
    """All groups must match, of each group one term; nothing of `excluded` may."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.excluded)

    def __str__(self) -> str:
        wanted = [" OR ".join(map(str, group)) for group in self.groups]
        return " ".join([*wanted, *(f"-{term}" for term in self.excluded)])

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term that is looked for, each once."""
        return tuple(dict.fromkeys(term for group in self.groups for term in group))

    def with_words(self, instead: dict[str, str]) -> "Query":
        """The same question with some words put right."""
        groups = tuple(tuple(_put_right(term, instead) for term in group) for group in self.groups)
        return replace(self, groups=groups)


def parse(text: str) -> Query:
    """Understand what was typed. Never fails: what means nothing is left out."""
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    joining = False
    for piece in PIECES.findall(text[:LONGEST_QUESTION]):
        if piece == "OR":
            joining = bool(groups)
            continue
        term = _term(piece.removeprefix("-"))
        if term is None or len(groups) + len(excluded) >= MOST_TERMS:
            continue
        if piece.startswith("-") and len(piece) > 1:
            excluded.append(term)
        elif joining:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        joining = False
    return Query(tuple(groups), tuple(excluded))


def _term(piece: str) -> Term | None:
    written = tuple(word for word in words_of(piece) if fold(word))
    if not written:
        return None
    kind = TermKind.PHRASE if len(written) > 1 or piece.startswith('"') else TermKind.WORD
    if kind is TermKind.WORD and piece.endswith("*"):
        kind = TermKind.PREFIX
    return Term(kind, written, tuple(fold(word) for word in written))


def _put_right(term: Term, instead: dict[str, str]) -> Term:
    right = instead.get(term.words[0]) if term.kind is TermKind.WORD else None
    return Term(TermKind.WORD, (right,), (right,)) if right else term
