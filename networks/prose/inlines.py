"""What may stand inside a line: links, images, bare addresses. Each pattern is linear in the text."""

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

# `](address "title")`: the address has no brackets but pairs of parentheses, or stands in angle brackets.
_TARGET = (
    r"\]\(\s*+(?P<to><[^<>\n]*+>|[^\s<>()\[\]]*+(?:\([^\s<>()\[\]]*+\)[^\s<>()\[\]]*+)*+)"
    r"(?:\s++(?:\"(?P<title>[^\"\n]{0,300}+)\"|'(?P<title2>[^'\n]{0,300}+)'))?+\s*+\)"
)
LINK = r"(?<!!)\[(?P<label>[^\[\]]{1,1000}+)" + _TARGET
IMAGE = r"!\[(?P<label>[^\[\]]{0,500}+)" + _TARGET
BARE_ADDRESS = r"(?<![\w/@.])(?P<open><?)(?P<address>(?:https?://|www\.)[^\s<>\"\[\]|]{1,2000}+)(?P<close>>?)"
BARE_MAIL = (
    r"(?<![\w.+/-])(?P<open><?)(?P<address>[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,5}+)(?P<close>>?)"
)

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
        if bool(m.group("open")) is bool(m.group("close")) and m.group("open"):
            address, start, end = m.group("address"), m.start(0), m.end(0)
        else:
            address = _without_sentence_end(m.group("address"))
            start, end = m.start("address"), m.start("address") + len(address)
        link = etree.Element("a", {"href": self.scheme + self.unescape(address)})
        link.text = AtomicString(self.unescape(address))
        return link, start, end


def _without_sentence_end(address: str) -> str:
    trimmed = address.rstrip("?!.,:;*_~'\"")
    while trimmed.endswith(")") and trimmed.count("(") < trimmed.count(")"):
        trimmed = trimmed[:-1].rstrip("?!.,:;*_~'\"")
    return trimmed
