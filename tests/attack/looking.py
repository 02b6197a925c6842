"""What is wrong with an answer, whoever asked for whatever."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from tests.access.answers import text_of
from tests.access.matrix import Stage
from tests.attack.payloads import FOREIGN, MARK
from tests.migrated import ROOT

# What only the inside of the house says.
INSIDE = re.compile(
    rf"Traceback \(most recent|{re.escape(str(ROOT))}|sqlite3\.|psycopg\.|django\.db|root:x:0:0|SECRET_KEY"
)
SCRIPT = re.compile(r"\s*(?:javascript|data:text|vbscript)", re.IGNORECASE)
HEADERS = ("X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy", "Cache-Control")


def faults(stage: Stage, response: Any) -> Iterator[str]:
    """A sentence for each thing that must not be."""
    text = text_of(response)
    if response.status_code >= 500:
        told = getattr(response, "exc_info", None) or ("", "")
        yield f"status {response.status_code}: {told[1]!r}"
    if "html" in response.get("Content-Type", ""):
        yield from _markup(text)
    if found := INSIDE.search(text):
        yield f"says {found.group()!r}"
    yield from _headers(response)


class _Markup(HTMLParser):
    """Elements that would do what somebody wrote, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.in_script = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.in_script = tag == "script"
        for name, value in attributes:
            acts = name.startswith("on") or MARK in name
            leads = name in ("href", "src", "action", "formaction") and SCRIPT.match(value or "")
            if acts or leads:
                self.found.append(f"<{tag} {name}={value}>")

    def handle_data(self, data: str) -> None:
        if self.in_script and MARK in data:
            self.found.append(f"<script>{data[:80]}")
        self.in_script = False


def _markup(text: str) -> Iterator[str]:
    reader = _Markup()
    reader.feed(text)
    yield from (f"markup came back: {each}" for each in reader.found)


def _headers(response: Any) -> Iterator[str]:
    for name in HEADERS:
        if name not in response:
            yield f"has no {name}"
    if "X-Injected" in response:
        yield "a header was injected"
    host = urlsplit(response.get("Location", "").replace("\\", "/")).netloc
    if FOREIGN in host:
        yield f"leads away to {host}"
