"""The door of the room: `render` for pages, `plain` and `excerpt` for mails, `pointers` for notices."""

import hashlib
from collections import deque

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown

from networks.prose.cleaning import clean
from networks.prose.extension import LimesExtension
from networks.prose.pointers import Pointer, PointerKind, Resolve, nowhere
from networks.prose.words import shorten, words_of
from networks.text.characters import tidy

MAX_TEXT_BYTES = 200_000
MAX_LINES = 4_000
# Each of these is escaped and checked one by one; no text that is meant to be read has so many.
MAX_ESCAPED = 40_000


class _Reader:
    """A parser with its parts at hand. Used by one text at a time: the parser keeps state while it reads."""

    def __init__(self, *, line_breaks: bool) -> None:
        self.limes = LimesExtension()
        names = ["tables", "sane_lists", "pymdownx.tilde", *(["nl2br"] if line_breaks else [])]
        self.markdown = Markdown(
            extensions=[*names, self.limes],
            extension_configs={
                "pymdownx.tilde": {"subscript": False},
                "tables": {"use_align_attribute": True},
            },
            output_format="html",
        )

    def convert(self, text: str, prefix: str, resolve: Resolve) -> tuple[str, tuple[Pointer, ...]]:
        """The markup of a text, not yet cleaned, and what it points at."""
        self.markdown.reset()
        self.limes.page_fit.prefix = prefix
        processors = (self.limes.mentions, self.limes.references)
        for processor in processors:
            processor.resolve, processor.found = resolve, {}
        try:
            markup = self.markdown.convert(text)
        finally:
            for processor in processors:
                processor.resolve = nowhere
        return markup, tuple(pointer for processor in processors for pointer in processor.found)


# Building a parser takes longer than reading a post, so parsers are kept; taking one out makes it safe to
# share them between threads, and a resolver may render a text itself.
_readers: dict[bool, deque[_Reader]] = {True: deque(maxlen=8), False: deque(maxlen=8)}


def _convert(
    text: str, prefix: str, resolve: Resolve, *, line_breaks: bool
) -> tuple[str, tuple[Pointer, ...]]:
    kept = _readers[line_breaks]
    try:
        reader = kept.pop()
    except IndexError:
        reader = _Reader(line_breaks=line_breaks)
    try:
        return reader.convert(text, prefix, resolve)
    finally:
        kept.append(reader)


def _is_beyond_reading(text: str) -> bool:
    escaped = sum(text.count(mark) for mark in "<>&")
    return len(text.encode()) > MAX_TEXT_BYTES or text.count("\n") > MAX_LINES or escaped > MAX_ESCAPED


def _as_typed(text: str) -> SafeString:
    """The way out for texts no person writes: nothing interpreted, cut at a length a page can bear."""
    return format_html("<p>{}</p>", text[:MAX_TEXT_BYTES])


def render(
    markdown_text: str, *, prefix: str = "", resolve: Resolve = nowhere, line_breaks: bool = True
) -> SafeString:
    """Safe HTML of a Markdown text; headings start at h3.

    `prefix` begins the ids of headings and footnotes: give one where the address of a heading should last;
    without it one is made from the text. `resolve` answers for its reader where a mention or reference leads.
    A line end is kept as such unless `line_breaks` is off. A text over the bounds is shown as typed, and cut.
    """
    text = tidy(markdown_text)
    if _is_beyond_reading(text):
        return _as_typed(text)
    markup, _found = _convert(text, prefix or _own_prefix(text), resolve, line_breaks=line_breaks)
    return mark_safe(clean(markup))


def _own_prefix(text: str) -> str:
    return f"t{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def plain(markdown_text: str) -> str:
    """The words of a text without any mark-up: for search, mails and summaries. One line for each block."""
    return words_of(render(markdown_text))


def excerpt(markdown_text: str, length: int = 200) -> str:
    """The beginning of a text in one line of at most `length` characters, cut between words, with `…`."""
    return shorten(plain(markdown_text), length)


def pointers(markdown_text: str) -> list[Pointer]:
    """What a text points at, mentions first, each once, in order; code and links do not count."""
    text = tidy(markdown_text)
    if _is_beyond_reading(text):
        return []
    _markup, found = _convert(text, "", nowhere, line_breaks=False)
    return list(found)


def mentions(markdown_text: str) -> list[str]:
    """The handles and roles a text calls with `@`, in lower case, each once, in order."""
    return [pointer.key for pointer in pointers(markdown_text) if pointer.kind is PointerKind.MENTION]


def references(markdown_text: str) -> list[str]:
    """The records a text names as `[[7K3QF]]`, in upper case, each once, in order."""
    return [pointer.key for pointer in pointers(markdown_text) if pointer.kind is PointerKind.REFERENCE]
