"""What a text points at: people and roles by `@handle`, records by `[[7K3QF]]`; resolved elsewhere.

Whether a reader may know the title behind a reference is not decided by the renderer: the caller hands in a
`resolve` that knows its reader. Without an answer the reference stands as it was typed, the same for a record
that is kept from the reader and for one that does not exist.
"""

import enum
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

# Possessive groups: the patterns never walk back, so hostile text costs no more than its length.
MENTION = r"(?<![\w@./+\-])@((?>[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*))(?![\w@]|\.\w)"
REFERENCE = r"\[\[([0-9A-Za-z]{4,16})\]\]"
MAX_HANDLE = 64


class PointerKind(enum.StrEnum):
    """What a pointer names."""

    MENTION = "mention"
    REFERENCE = "reference"


@dataclass(frozen=True)
class Pointer:
    """One thing a text points at; `key` is a lower-case handle or an upper-case reference."""

    kind: PointerKind
    key: str


@dataclass(frozen=True)
class Target:
    """Where a pointer leads for this reader, and the words to show for it."""

    address: str
    words: str


Resolve = Callable[[Pointer], Target | None]


def nowhere(pointer: Pointer) -> Target | None:
    """The resolver of texts without a reader: every pointer stays as it was typed."""
    return None


class PointerProcessor(InlineProcessor):
    """Turns one kind of pointer into a link where the reader's resolver knows it, and remembers it."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, kind: PointerKind, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.kind = kind
        self.resolve: Resolve = nowhere
        self.found: dict[Pointer, None] = {}

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:
        """A link, or a span with what was typed."""
        if len(m.group(1)) > MAX_HANDLE:
            return None, None, None
        pointer = self._pointer(m.group(1))
        self.found[pointer] = None
        return self._element(pointer, self.resolve(pointer), m.group(0)), m.start(0), m.end(0)

    def _pointer(self, typed: str) -> Pointer:
        key = typed.lower() if self.kind is PointerKind.MENTION else typed.upper()
        return Pointer(self.kind, key)

    def _element(self, pointer: Pointer, target: Target | None, typed: str) -> etree.Element:
        element = etree.Element("a" if target else "span", {"class": str(self.kind)})
        if target:
            element.set("href", target.address)
        element.text = AtomicString(target.words if target else typed.strip("[]"))
        return element
