"""The lines of a text, put into the form the Markdown parser expects, with every nesting bounded.

Two aims. People write lists as they do in a mail: two spaces of indentation, `1)`, no empty line before; the
parser wants four, `1.` and an empty line. And the parser recurses once per level of quote and list, so the
levels are counted here, where it costs one pass over the lines.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

MAX_QUOTES = 6
MAX_LISTS = 6
MAX_MARKERS_IN_ITEM = 2
MAX_FOOTNOTES = 200
STEP = 4

_QUOTE = re.compile(r" {0,3}>")
_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)]) +(\S.*)")
_RULE = re.compile(r" {0,3}([-*_])(?: *+\1){2,} *\Z")
_FENCE = re.compile(r" *+(?:(?P<ticks>`{3,}+)[^`]*+|(?P<tildes>~{3,}+).*+)\Z")
_HEADING = re.compile(r" {0,3}(#{1,6} .*)\Z")
_ADMONITION = re.compile(r"!!! ?\w")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\[]{1,60}\]:")
_TABLE_RULE = re.compile(r" *+\|?(?: *+:?-+:? *+\|)+(?: *+:?-+:? *+)?\Z")
_INNER_MARKER = re.compile(r" *(?:>|[-*+](?= )|\d{1,9}(?=[.)] ))")


def _without_box(text: str) -> str:
    """Boxes stand at the margin only: one inside another, or in a list, is text."""
    return f"\\{text}" if text.startswith("!!!") else text


@dataclass
class _Item:
    indent: int
    ordered: bool


@dataclass
class _Fence:
    mark: str
    quotes: int
    indent: int
    prefix: str
    lines: list[str] = field(default_factory=list)


def bound_markers(text: str, allowed: int = MAX_MARKERS_IN_ITEM) -> str:
    """The text of a line in which quote and list marks after the first `allowed` are made plain text."""
    position = 0
    for _ in range(allowed):
        match = _INNER_MARKER.match(text, position)
        if not match:
            return text
        position = match.end() + (0 if match.group().endswith(">") else 1)
    match = _INNER_MARKER.match(text, position)
    if not match:
        return text
    mark = match.end() if match.group()[-1].isdigit() else match.end() - 1
    return f"{text[:mark]}\\{text[mark:]}"


class Shaper:
    """Shapes the lines of one text; `stash` keeps a piece of code and gives the mark that stands for it."""

    def __init__(self, stash: Callable[[str], str]) -> None:
        self.stash = stash
        self.out: list[str] = []
        self.items: list[_Item] = []
        self.fence: _Fence | None = None
        self.prefix = ""
        self.in_admonition = False
        self.footnotes = 0

    def shape(self, lines: list[str]) -> list[str]:
        """The shaped lines."""
        for line in lines:
            if self.fence is None or not self._take_code(self.fence, line):
                self._take(line)
        if self.fence is not None:
            self._close_fence(self.fence)
        # The parser ends a block at an empty line, the last one too.
        return [*self.out, "", ""]

    # Containers: quotes and admonitions

    def _take(self, line: str) -> None:
        quotes, content = self._split_quotes(line)
        if not content.strip():
            self.out.append(self.prefix.rstrip() if quotes else "")
            return
        prefix = "> " * min(quotes, MAX_QUOTES)
        if not quotes and self.in_admonition and content.startswith(" " * STEP):
            prefix, content = " " * STEP, content[STEP:]
        if prefix != self.prefix:
            self._enter(prefix)
        self._take_content(quotes, content)

    def _split_quotes(self, line: str) -> tuple[int, str]:
        quotes, position = 0, 0
        in_list = bool(self.items) and not self.prefix.startswith(">") and line.startswith("  ")
        while not in_list and (match := _QUOTE.match(line, position)):
            quotes, position = quotes + 1, match.end()
        if quotes and line.startswith(" ", position):
            position += 1
        return quotes, line[position:]

    def _enter(self, prefix: str) -> None:
        if prefix.strip() or self.prefix.strip():
            # An answer typed right below a quote is not part of the quote.
            self.out.append("")
        self.items.clear()
        self.in_admonition = self.in_admonition and prefix.isspace()
        self.prefix = prefix

    # What stands on a line

    def _take_content(self, quotes: int, content: str) -> None:
        fence = _FENCE.match(content)
        if fence:
            self._open_fence(fence, quotes, content)
        elif _ADMONITION.match(content) and not self.prefix:
            self._own_block(content, follow=False)
            self.in_admonition = True
        elif heading := _HEADING.match(content):
            self._own_block(heading.group(1), follow=True)
        elif _RULE.match(content):
            self._own_block("---", follow=True)
        elif item := _ITEM.fullmatch(content):
            self._take_item(item, content)
        else:
            self._take_text(content)

    def _own_block(self, text: str, *, follow: bool) -> None:
        self._leave_lists()
        self._blank()
        self._put(text)
        if follow:
            self._blank()

    def _take_item(self, match: re.Match[str], content: str) -> None:
        indent, ordered = len(match.group(1)), match.group(2)[-1] in ".)"
        if ordered and not self.items and self._after_text() and match.group(2)[:-1] != "1":
            # "… in\n2026. Then …" is a sentence; only a first item may interrupt a paragraph.
            self._take_text(content)
            return
        starts_list = not self.items
        other_kind = self._close_items_beside(indent, ordered)
        if starts_list or other_kind:
            self._blank()
        self.items.append(_Item(indent, ordered))
        marker = f"{match.group(2)[:-1]}." if ordered else "-"
        self._put(
            f"{self._indentation(len(self.items) - 1)}{marker} {_without_box(bound_markers(match.group(3)))}"
        )

    def _close_items_beside(self, indent: int, ordered: bool) -> bool:
        other_kind = False
        while self.items and indent < self.items[-1].indent + 2:
            other_kind = self.items.pop().ordered is not ordered
        return other_kind

    def _take_text(self, content: str) -> None:
        indent = len(content) - len(content.lstrip(" "))
        if self.items and content.startswith("|"):
            self._leave_lists()
            self._blank()
        if self.items and not self._after_text():
            while self.items and indent < self.items[-1].indent + 2:
                self.items.pop()
            if not self.items:
                self._blank()
        self._separate_table(content)
        text = bound_markers(self._bound_footnotes(content.strip(" ")))
        self._put(f"{self._indentation(len(self.items))}{_without_box(text)}")

    def _separate_table(self, content: str) -> None:
        """A table may follow its introduction without an empty line between."""
        if "|" in content and _TABLE_RULE.match(content) and len(self.out) > 1:
            introduction, head = self.out[-2], self.out[-1]
            if "|" in head and introduction.strip() and "|" not in introduction:
                self.out.insert(-1, self.prefix.rstrip())

    def _bound_footnotes(self, text: str) -> str:
        if _FOOTNOTE.match(text):
            self.footnotes += 1
            if self.footnotes > MAX_FOOTNOTES:
                return f"\\{text}"
        return text

    # Code

    def _open_fence(self, match: re.Match[str], quotes: int, content: str) -> None:
        indent = len(content) - len(content.lstrip(" "))
        while self.items and indent < self.items[-1].indent + 2:
            self.items.pop()
        mark = match.group("ticks") or match.group("tildes")
        self.fence = _Fence(mark, quotes, indent, self.prefix)

    def _take_code(self, fence: _Fence, line: str) -> bool:
        """Whether the line still belongs to the code."""
        for _ in range(fence.quotes):
            match = _QUOTE.match(line)
            if not match:
                self._close_fence(fence)
                return False
            line = line[match.end() :]
        margin = fence.indent + (1 if fence.quotes else len(fence.prefix))
        line = line[min(margin, len(line) - len(line.lstrip(" "))) :]
        text = line.strip(" ")
        if text.startswith(fence.mark) and not text.strip(fence.mark[0]):
            self._close_fence(fence)
        else:
            fence.lines.append(line)
        return True

    def _close_fence(self, fence: _Fence) -> None:
        self.fence = None
        self._blank()
        self._put(self._indentation(len(self.items)) + self.stash("\n".join(fence.lines).rstrip()))
        self._blank()

    # Writing

    @staticmethod
    def _indentation(level: int) -> str:
        return " " * (STEP * min(level, MAX_LISTS))

    def _leave_lists(self) -> None:
        self.items.clear()

    def _after_text(self) -> bool:
        return bool(self.out) and bool(self.out[-1].strip("> "))

    def _blank(self) -> None:
        if self.out and self.out[-1].strip("> "):
            self.out.append(self.prefix.rstrip())

    def _put(self, text: str) -> None:
        self.out.append(self.prefix + text)
