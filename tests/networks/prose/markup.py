"""What a browser would do with markup: elements and attributes, read by a parser of its own."""

import html
from html.parser import HTMLParser

ALLOWED_TAGS = frozenset(
    [
        *("p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "del", "sub", "sup", "code", "pre"),
        *(
            "blockquote",
            "ul",
            "ol",
            "li",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "div",
            "span",
            "a",
            "img",
        ),
    ]
)
ALLOWED_CLASSES = frozenset(
    [
        *(
            "mention",
            "reference",
            "footnote-ref",
            "footnote-backref",
            "task-mark",
            "task",
            "admonition",
            "note",
        ),
        *("tip", "important", "warning", "danger", "footnote", "table-scroll", "admonition-title"),
        *("align-center", "align-right"),
    ]
)
SCHEMES = ("http://", "https://", "mailto:", "tel:", "/", "#")


class Markup(HTMLParser):
    """Elements as (name, attributes), and everything that must never be there."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        if tag not in ALLOWED_TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in values.items():
            self._check(tag, name, value)

    def _check(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name in ("style", "srcdoc", "formaction", "xlink:href", "srcset"):
            self.faults.append(f"{tag} {name}={value}")
        if name == "class" and not set(value.split()) <= ALLOWED_CLASSES:
            self.faults.append(f"class {value}")
        if name == "href":
            self._check_address(value)
        if name == "src" and not value.startswith("/files/"):
            self.faults.append(f"src {value}")

    def _check_address(self, value: str) -> None:
        # A browser drops tabs and line ends, trims controls, and decodes entities once more inside some sinks.
        seen = "".join(html.unescape(value).split()).lower().lstrip("".join(map(chr, range(33))))
        if not seen.startswith(SCHEMES) or seen.startswith(("//", "/\\")):
            self.faults.append(f"href {value}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}>")

    def all(self, tag: str) -> list[dict[str, str]]:
        return [values for name, values in self.elements if name == tag]
