"""The parsed text, made fit for a page: headings below the page's own, own images only, ids without clash."""

import re
import xml.etree.ElementTree as etree

from django.utils.text import slugify
from django.utils.translation import gettext
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from networks.prose.addresses import is_own_image, safe_address

FIRST_HEADING = 3
LAST_HEADING = 6
# Work the inline patterns may cause: marks in a piece of text times its length, summed over the text. An
# ordinary paragraph costs about 10,000, so the sum admits every honest text of the greatest size.
MAX_INLINE_WORK = 40_000_000

_MARKS = re.compile(r"[\[\]!*_`~<@&:\\]")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TASK = re.compile(r"\[([ xX])\] +")


class WorkBound(Treeprocessor):
    """Leaves a text as it was typed where its marks are so many that reading them would hold up everybody."""

    def run(self, root: etree.Element) -> None:
        """Marks the pieces over the bound as final, before the inline patterns see them."""
        left = MAX_INLINE_WORK
        for element in root.iter():
            for part in ("text", "tail"):
                words = getattr(element, part)
                if not words or isinstance(words, AtomicString):
                    continue
                left -= len(_MARKS.findall(words)) * len(words)
                if left < 0:
                    setattr(element, part, AtomicString(words))


class PageFit(Treeprocessor):
    """The last look at the tree; `prefix` keeps the names of two texts on one page apart."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.prefix = ""
        self.names: dict[str, int] = {}

    def run(self, root: etree.Element) -> None:
        """Fits headings, links, images, tasks, tables and footnotes."""
        self.names = {}
        self._fit_headings(root)
        for parent in list(root.iter()):
            for child in list(parent):
                self._fit(parent, child)

    def _fit_headings(self, root: etree.Element) -> None:
        open_levels: list[int] = []
        for heading in (element for element in root.iter() if element.tag in _HEADINGS):
            typed = int(heading.tag[1])
            while open_levels and open_levels[-1] >= typed:
                open_levels.pop()
            heading.tag = f"h{min(FIRST_HEADING + len(open_levels), LAST_HEADING)}"
            open_levels.append(typed)
            heading.set("id", self._name(slugify("".join(heading.itertext()), allow_unicode=True)[:60]))

    def _name(self, slug: str) -> str:
        self.names[slug] = self.names.get(slug, 0) + 1
        count = self.names[slug]
        return f"{slug or 'part'}-{count}" if count > 1 or not slug else slug

    def _fit(self, parent: etree.Element, child: etree.Element) -> None:
        if child.get("id"):
            child.set("id", f"{self.prefix}-{child.get('id')}")
        if child.tag == "img":
            _fit_image(child, in_link=parent.tag == "a")
        elif child.tag == "a":
            self._fit_link(child)
        elif child.tag == "li":
            _fit_task(child)
        elif child.tag == "table":
            _wrap_table(parent, child)
        elif child.tag in ("td", "th") and (side := child.attrib.pop("align", "left")) != "left":
            child.set("class", f"align-{side}")

    def _fit_link(self, link: etree.Element) -> None:
        address = safe_address(link.get("href", ""))
        if address is None:
            _show_refused(link)
            return
        link.set("href", f"#{self.prefix}-{address[1:]}" if address.startswith("#") else address)
        if link.get("class") == "footnote-backref":
            link.attrib.pop("title", None)
            link.set("aria-label", gettext("Back to the text"))


def _show_refused(link: etree.Element) -> None:
    """An address that may not be linked is shown as it was typed, so that nobody wonders where it went."""
    typed, title, words = link.get("href", ""), link.get("title"), "".join(link.itertext())
    link.tag = "span"
    link.attrib.clear()
    told = [each for each in (typed if typed != words else "", title) if each]
    link.tail = "".join(f" ({each})" for each in told) + (link.tail or "")


def _fit_image(image: etree.Element, *, in_link: bool) -> None:
    """An image of this platform stays; any other becomes a link, so that reading asks nobody else."""
    typed, words = image.get("src", ""), image.get("alt", "")
    address = safe_address(typed)
    if address is not None and is_own_image(address):
        image.set("src", address)
        image.set("loading", "lazy")
        return
    image.attrib.clear()
    image.tag = "span" if in_link or address is None else "a"
    if image.tag == "a":
        image.set("href", address or "")
    image.text = AtomicString(words or address or typed or gettext("Image"))
    if address is None and words and typed:
        image.tail = f" ({typed}){image.tail or ''}"


def _fit_task(item: etree.Element) -> None:
    """`[ ]` and `[x]` at the start of an item become a mark that a screen reader says in words."""
    holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    match = _TASK.match(holder.text or "")
    if not match:
        return
    done = match.group(1) != " "
    mark = etree.Element("span", {"class": "task-mark", "role": "img"})
    mark.set("aria-label", gettext("Done") if done else gettext("To do"))
    mark.text = "☑" if done else "☐"
    mark.tail = " " + (holder.text or "")[match.end() :]
    holder.text = None
    holder.insert(0, mark)
    item.set("class", "task")


def _wrap_table(parent: etree.Element, table: etree.Element) -> None:
    """A wide table scrolls in its own box, which the keyboard can reach."""
    box = etree.Element("div", {"class": "table-scroll", "tabindex": "0"})
    box.tail, table.tail = table.tail, None
    parent[list(parent).index(table)] = box
    box.append(table)
