"""The words of cleaned markup, without the markup."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    ["p", "h3", "h4", "h5", "h6", "li", "tr", "pre", "blockquote", "div", "ul", "ol", "table", "hr"]
)
_SPACES = re.compile(r"[^\S\n]+")
# Spaces have become one each before lines are joined.
_LINES = re.compile(r" ?\n[ \n]*+")


class _Words(HTMLParser):
    """Collects text; blocks end a line, cells are kept apart, an image gives its description."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.in_way_back = False
        self.in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.in_code = self.in_code or tag == "pre"
        if tag in _BLOCKS or tag == "br":
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag == "img":
            self.parts.append(values.get("alt") or "")
        self.in_way_back = self.in_way_back or (tag == "a" and values.get("class") == "footnote-backref")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        if tag == "a":
            self.in_way_back = False
        elif tag == "pre":
            self.in_code = False

    def handle_data(self, data: str) -> None:
        if not self.in_way_back:
            self.parts.append(data if self.in_code else data.replace("\n", " "))


def words_of(markup: str) -> str:
    """The text of cleaned markup, one line for each block, no empty lines."""
    collector = _Words()
    collector.feed(markup)
    collector.close()
    return _LINES.sub("\n", _SPACES.sub(" ", "".join(collector.parts))).strip()


def shorten(text: str, length: int) -> str:
    """The text in one line of at most `length` characters, cut between words where it can be, with `…`."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: max(length - 1, 0)]
    at_gap, gap, _rest = cut.rpartition(" ")
    kept = at_gap if gap and len(at_gap) * 2 > len(cut) and line[len(cut)] != " " else cut
    return f"{kept.rstrip(' ,;:.–-')}…"
