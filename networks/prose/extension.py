"""How Limes reads Markdown: the parser without raw HTML, with bounded patterns instead of costly ones."""

import html
import re
import xml.etree.ElementTree as etree

from django.utils.translation import gettext, gettext_lazy
from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor, SetextHeaderProcessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.footnotes import (
    FootnoteBlockProcessor,
    FootnoteExtension,
    FootnoteInlineProcessor,
)
from markdown.preprocessors import Preprocessor

from networks.prose import inlines
from networks.prose.blocks import Shaper
from networks.prose.pointers import MENTION, REFERENCE, PointerKind, PointerProcessor
from networks.prose.tree import PageFit, WorkBound

ADMONITIONS = {
    "note": gettext_lazy("Note"),
    "tip": gettext_lazy("Tip"),
    "important": gettext_lazy("Important"),
    "warning": gettext_lazy("Warning"),
    "danger": gettext_lazy("Danger"),
}
# Raw HTML is text here, and links are found by the patterns of `inlines`.
_LEFT_OUT = (
    ("preprocessors", ("html_block",)),
    (
        "inlinePatterns",
        (
            "reference",
            "link",
            "image_link",
            "image_reference",
            "short_reference",
            "short_image_ref",
            "autolink",
            "automail",
            "html",
            "entity",
        ),
    ),
)


class ShapePreprocessor(Preprocessor):
    """Brings the lines into the parser's form and takes the code out of its sight."""

    def run(self, lines: list[str]) -> list[str]:
        """The shaped lines."""
        return Shaper(self._stash).shape(lines)

    def _stash(self, code: str) -> str:
        return self.md.htmlStash.store(f"<pre><code>{html.escape(code)}\n</code></pre>")


class HeadingProcessor(BlockProcessor):
    """`# Heading`; the shaping has put each on a block of its own."""

    pattern = re.compile(r"(#{1,6}) ++(.*+)\Z")

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether the block is a heading with words in it."""
        match = self.pattern.match(block)
        return bool(match and match.group(2).strip("# "))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Adds the heading."""
        match = self.pattern.match(blocks.pop(0))
        if match:
            heading = etree.SubElement(parent, f"h{len(match.group(1))}")
            heading.text = match.group(2).rstrip("# ")


class UnderlinedHeadingProcessor(SetextHeaderProcessor):
    """A line with three or more `=` below it. Dashes make none: `--` begins the signature of a mail, `---` is a rule."""

    RE = re.compile(r"^.*?\n={3,}[ ]*(\n|$)", re.MULTILINE)


class NamedAdmonitionProcessor(AdmonitionProcessor):
    """Boxes of five kinds, titled in the reader's language; any other kind is a note."""

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        """The kind and the title of the box."""
        kind = match.group(1).lower().split()[0]
        kind = kind if kind in ADMONITIONS else "note"
        return kind, match.group(2) or gettext(str(ADMONITIONS[kind]))


class BoundedFootnoteBlockProcessor(FootnoteBlockProcessor):
    """Finds footnotes without scanning the rest of the text for a bracket that never comes."""

    RE = re.compile(r"^[ ]{0,3}\[\^([^\]\[\n]{1,60})\]:[ ]*(.*)$", re.MULTILINE)


class BoundedFootnoteInlineProcessor(FootnoteInlineProcessor):
    """Finds marks of footnotes; after the first few hundred they stay as typed."""

    MAX_MARKS = 400
    PATTERN = r"\[\^([^\]\[\n]{1,60})\]"

    def __init__(self, footnotes: FootnoteExtension) -> None:
        super().__init__(self.PATTERN, footnotes)

    def handleMatch(self, m: re.Match[str], data: str) -> inlines.Found:
        """The raised number that leads to the footnote."""
        if len(self.footnotes.used_refs) >= self.MAX_MARKS:
            return inlines.NOT_FOUND
        return super().handleMatch(m, data)


class LimesExtension(Extension):
    """Everything Limes changes in the parser, in one place."""

    def __init__(self) -> None:
        super().__init__()
        # Without a marker the footnotes stand at the end, whatever somebody types.
        self.footnotes = FootnoteExtension(PLACE_MARKER="\x02nowhere\x03")
        self.mentions: PointerProcessor
        self.references: PointerProcessor
        self.page_fit: PageFit

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers our parts and leaves out what we do not want."""
        for registry, names in _LEFT_OUT:
            for name in names:
                getattr(md, registry).deregister(name)
        md.preprocessors.register(ShapePreprocessor(md), "shape", 25)
        self._add_blocks(md)
        self._add_inlines(md)
        self.page_fit = PageFit(md)
        md.treeprocessors.register(WorkBound(md), "work", 30)
        md.treeprocessors.register(self.page_fit, "page", -10)

    def _add_blocks(self, md: Markdown) -> None:
        self.footnotes.extendMarkdown(md)
        blocks = md.parser.blockprocessors
        blocks.deregister("code")
        blocks.deregister("reference")
        blocks.register(UnderlinedHeadingProcessor(md.parser), "setextheader", 60)
        blocks.register(HeadingProcessor(md.parser), "hashheader", 70)
        blocks.register(NamedAdmonitionProcessor(md.parser), "admonition", 105)
        blocks.register(BoundedFootnoteBlockProcessor(self.footnotes), "footnote", 17)

    def _add_inlines(self, md: Markdown) -> None:
        patterns = md.inlinePatterns
        patterns.register(BoundedFootnoteInlineProcessor(self.footnotes), "footnote", 175)
        patterns.register(inlines.ImageProcessor(inlines.IMAGE, md), "image", 165)
        patterns.register(inlines.LinkProcessor(inlines.LINK, md), "link", 160)
        address = inlines.BareAddressProcessor(inlines.BARE_ADDRESS, "", md)
        patterns.register(address, "address", 120)
        patterns.register(inlines.BareAddressProcessor(inlines.BARE_MAIL, "mailto:", md), "mail", 119)
        self.references = PointerProcessor(REFERENCE, PointerKind.REFERENCE, md)
        self.mentions = PointerProcessor(MENTION, PointerKind.MENTION, md)
        patterns.register(self.references, "limes_reference", 118)
        patterns.register(self.mentions, "limes_mention", 117)
