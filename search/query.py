"""What people type: words, "phrases", prefix*, -not, NOT, AND and OR."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from networks.text.characters import visible
from networks.text.folding import fold, words_of
from search.codes import TYPED, typed_code
from search.words import stems_in_all_languages

# Marks that open or close a phrase in one language or another: „…“ “…” «…» »…« ”…” ‹…› and the ASCII one.
DOUBLE_MARKS = str.maketrans(dict.fromkeys("“”„‟«»‹›″＂〝〞〟", '"'))
# Single marks are apostrophes as well, so they make a phrase only around something that begins and ends with one.
SINGLE_MARKS = re.compile(r"(?<![^\s-])[‚‘’‛']([^\s‚‘’‛'][^‚‛\"]{0,200}?)[‘’']\*?(?![^\s,;:.!?)])")
MINUS = "-−–"
PIECES = re.compile(rf'[{MINUS}]?(?:"[^"]*"?\*?|{TYPED}\*?(?![^\s,;:.!?)])|\S+)')
# What ends a sentence or a bracket behind a word is not part of it.
AFTER_WORD = ",;:.!?)]}"
LONGEST_QUESTION = 400
MOST_TERMS = 16


class TermKind(StrEnum):
    """How a term is matched."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"
    PHRASE_PREFIX = "phrase prefix"


PREFIXES = frozenset({TermKind.PREFIX, TermKind.PHRASE_PREFIX})


@dataclass(frozen=True)
class Term:
    """One thing to look for. `written` are its words in lower case, `words` the same folded; `code` are the digits of a
    tariff code, which is found however it is grouped."""

    kind: TermKind
    written: tuple[str, ...]
    words: tuple[str, ...]
    code: str = ""

    @property
    def stems(self) -> tuple[str, ...]:
        """Stems a single word may stand for; phrases and prefixes are taken literally."""
        return stems_in_all_languages(self.written[0]) if self.kind is TermKind.WORD else ()

    def __str__(self) -> str:
        text = " ".join(self.written)
        quoted = f'"{text}"' if self.kind in (TermKind.PHRASE, TermKind.PHRASE_PREFIX) else text
        return f"{quoted}*" if self.kind in PREFIXES else quoted


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
    for operator, term in _terms(text):
        if operator == "NOT":
            excluded.append(term)
        elif operator == "OR" and groups:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        if len(groups) + len(excluded) >= MOST_TERMS:
            break
    return Query(tuple(groups), tuple(excluded))


def _terms(text: str) -> Iterator[tuple[str, Term]]:
    """Terms, each with the last operator before it (`AND` where there is none)."""
    operator = "AND"
    for piece in _pieces(_with_plain_marks(visible(text[:LONGEST_QUESTION]))):
        if piece in ("AND", "OR", "NOT"):
            operator = piece
            continue
        term = _term(piece.lstrip(MINUS))
        if term is None:
            continue
        yield ("NOT" if piece[0] in MINUS else operator), term
        operator = "AND"


def _pieces(text: str) -> Iterator[str]:
    """Words, phrases and codes; digits that look like a code but are none (2026 12) are so many words."""
    for piece in PIECES.findall(text):
        whole = '"' in piece or typed_code(piece.strip(f"{MINUS}*"))
        yield from (piece,) if whole else piece.split()


def _with_plain_marks(text: str) -> str:
    return SINGLE_MARKS.sub(_phrase, text).translate(DOUBLE_MARKS)


def _phrase(match: re.Match[str]) -> str:
    return f'"{match[1]}"' + ("*" if match[0].endswith("*") else "")


def _term(piece: str) -> Term | None:
    written = tuple(word for word in words_of(piece) if fold(word))
    if not written:
        return None
    bare = piece.rstrip(AFTER_WORD)
    kind = _kind(len(written) > 1 or piece.startswith('"'), bare.rstrip('" ').endswith("*"))
    return Term(kind, written, tuple(fold(word) for word in written), typed_code(bare.strip('"* ')))


def _kind(is_phrase: bool, is_beginning: bool) -> TermKind:
    if is_phrase:
        return TermKind.PHRASE_PREFIX if is_beginning else TermKind.PHRASE
    return TermKind.PREFIX if is_beginning else TermKind.WORD


def _put_right(term: Term, instead: dict[str, str]) -> Term:
    right = instead.get(term.words[0]) if term.kind is TermKind.WORD else None
    return Term(TermKind.WORD, (right,), (right,)) if right else term
