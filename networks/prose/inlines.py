"""What may stand inside a line: links, images, bare addresses. Each pattern is linear in the text."""

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from networks.prose.addresses import MAX_ADDRESS

# An address holds parentheses in pairs, up to three inside each other; possessive, so nothing is read twice.
_IN_PAIRS = _PLAIN = r"[^\s<>()]*+"
for _depth in range(3):
    _IN_PAIRS = rf"{_PLAIN}(?:\({_IN_PAIRS}\){_PLAIN})*+"
# `](address "title")`: the address may stand in angle brackets.
_TARGET = (
    rf"\]\(\s*+(?P<to><[^<>\n]*+>|{_IN_PAIRS})"
    r"(?:\s++(?:\"(?P<title>[^\"\n]{0,300}+)\"|'(?P<title2>[^'\n]{0,300}+)'))?+\s*+\)"
)
LINK = r"(?<!!)\[(?P<label>(?:[^\[\]]|\[[^\[\]]{0,100}+\](?!\()){1,1000}+)" + _TARGET
IMAGE = r"!\[(?P<label>[^\[\]]{0,500}+)" + _TARGET
BARE_ADDRESS = r"(?<![\w/@.])(?P<open><?)(?P<address>(?:https?://|www\.)[^\s<>\"|]++)(?P<close>>?)"
# An apostrophe is part of a name (o'neill), not what a name begins with. Whole or not at all: no part of a longer one.
BARE_MAIL = (
    r"(?<![\w.+/-])(?<!\w['’])(?P<open><?)"
    r"(?P<address>[\w+-][\w.+'’-]{0,63}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,10}+)(?!\.?[\w@])(?P<close>>?)"
)
# What ends a sentence or a quotation behind an address, and what shows nothing there.
_ENDS = frozenset("?!.,:;*_~'\"’‘“”„«»‹›…。、，；：！？\u00ad\u200b\u200c\u200d\u2060\ufeff")
_OPENS = {")": "(", "]": "["}

# Escaped characters take more room than they will.
LONGEST_TYPED = 4 * MAX_ADDRESS

Found = tuple[etree.Element | None, int | None, int | None]
NOT_FOUND: Found = (None, None, None)


class TitledProcessor(InlineProcessor):
    """What links and images share: a title."""

    def set_title(self, element: etree.Element, match: re.Match[str]) -> None:
        """Gives the element the title that was typed, if any."""
        title = match.group("title") or match.group("title2")
        if title:
            element.set("title", self.unescape(title))


class LinkProcessor(TitledProcessor):
    """`[words](address "title")`; whether the address may be linked is decided on the finished tree."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        """A link element."""
        link = etree.Element("a", {"href": self.unescape(m.group("to").strip("<>"))})
        link.text = m.group("label")
        self.set_title(link, m)
        return link, m.start(0), m.end(0)


class ImageProcessor(TitledProcessor):
    """`![words](address)`."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        """An image element."""
        source, words = self.unescape(m.group("to").strip("<>")), self.unescape(m.group("label"))
        image = etree.Element("img", {"src": source, "alt": words})
        self.set_title(image, m)
        return image, m.start(0), m.end(0)


class BareAddressProcessor(InlineProcessor):
    """A web or mail address as it stands in the text."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, scheme: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.scheme = scheme

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        """A link whose words are the address, without the stop or bracket that ends the sentence."""
        if len(m.group("address")) > LONGEST_TYPED:
            return NOT_FOUND
        if bool(m.group("open")) is bool(m.group("close")) and m.group("open"):
            address, start, end = m.group("address"), m.start(0), m.end(0)
        else:
            address = _without_sentence_end(self._up_to_markup(m.group("address")))
            start, end = m.start("address"), m.start("address") + len(address)
        if not 0 < len(address) <= MAX_ADDRESS:
            return NOT_FOUND
        target = self.scheme + self.unescape(address)
        # Word processors bend the apostrophe of a name; no mail address has a bent one.
        link = etree.Element("a", {"href": target.replace("’", "'") if self.scheme else target})
        link.text = AtomicString(self.unescape(address))
        return link, start, end

    def _up_to_markup(self, address: str) -> str:
        """Without what was read before it and stands behind it: code, a link, a footnote. A character may be escaped."""
        stashed = self.md.treeprocessors["inline"].stashed_nodes
        for match in INLINE_PLACEHOLDER_RE.finditer(address):
            if not isinstance(stashed.get(match.group(1)), str):
                return address[: match.start()]
        return address


def _without_sentence_end(address: str) -> str:
    """Up to a square bracket that was opened before the address, and without stops or closing parentheses at its end.

    Empty where such a bracket stands in the middle: nobody knows then how far the address goes.
    """
    surplus = {")": 0, "]": 0}
    end = len(address)
    for place, sign in enumerate(address):
        for closing, opening in _OPENS.items():
            surplus[closing] += (sign == closing) - (sign == opening)
        if surplus["]"] > 0:
            if address[place + 1 : place + 2].isalnum():
                return ""
            end = place
            break
    return address[: _end_of_words(address, end, surplus[")"])]


def _end_of_words(address: str, end: int, too_many: int) -> int:
    while end and (address[end - 1] in _ENDS or (address[end - 1] == ")" and too_many > 0)):
        too_many -= address[end - 1] == ")"
        end -= 1
    return end
