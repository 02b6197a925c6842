"""Forms as a page offers them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

TYPED = {"text", "search", "email", "url", "tel", "number", "date", "password", "textarea"}


@dataclass
class Form:
    """Where a form goes, what it carries, and which of its fields people type into."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)

    def with_each(self, payload: str) -> dict[str, str]:
        """Everything that is typed or chosen is the payload; what is hidden stays."""
        return {name: payload if name in self.typed else value for name, value in self.values.items()}

    def forged(self, payload: str) -> dict[str, str]:
        """Everything is the payload, keys and hidden values too."""
        return dict.fromkeys(self.values, payload)


class _Reader(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__()
        self.here = here
        self.forms: list[Form] = []
        self.inside: Form | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = Form(urlsplit(given.get("action") or self.here).path, given.get("method", "get"))
            self.forms.append(self.inside)
        elif self.inside is not None and given.get("name"):
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        if tag in ("input", "textarea", "select", "button") and kind != "file":
            self.inside.values.setdefault(given["name"], given.get("value", ""))
            if kind in TYPED or tag == "select":
                self.inside.typed.append(given["name"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None


def forms_in(html: str, here: str) -> list[Form]:
    """Every form of a page that was asked for at `here`."""
    reader = _Reader(here)
    reader.feed(html)
    return reader.forms
