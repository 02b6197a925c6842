"""What an answer tells: the canaries in it, and everything else once the form's secrets are taken out."""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.test import Client

from networks.access.viewer import viewer_of
from networks.people.actions.tokens import make_token
from networks.people.enums import TokenScope
from networks.people.models import Expert
from networks.people.today import today
from tests.access.matrix import Stage
from tests.conftest import BACKEND

# Whatever became of its letters: a slug is small, a heading may be large.
CANARY = re.compile(r"cnry[a-z]+", re.IGNORECASE)
# What differs between two answers to the same question: secrets of forms and scripts, keys of posts to come.
NONCES = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|"X-CSRFToken": ?"[^"]*"|csrf-token" content="[^"]*"'
    r'|name="key" value="[^"]*"|data-key="[^"]*"|"made_at": "[^"]*"'
    # When a workbook was made.
    r"|<dcterms:(?:created|modified) [^>]*>[^<]*"
)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# A page of sign-in carries the address that was asked for; the menu marks where one is.
ADDRESS = re.compile(r'name="next" value="[^"]*"|\?next=[^"]*| aria-current="page"')


@dataclass(frozen=True)
class Leak:
    """Something a role met that it may not know, and where."""

    role: str
    where: str
    what: str


def browser_of(person: Expert | None) -> Client:
    """A browser with this person's session, made as the sign-in page makes it; a visitor's for None."""
    browser = Client()
    if person is not None:
        browser.force_login(person, backend=BACKEND)
    return browser


def feed_reader_of(person: Expert) -> Client:
    """A feed reader with a token of this person's, sent as programs do."""
    secret = make_token(viewer_of(person), "A feed reader", today(), TokenScope.FEED).secret
    pair = b64encode(f"anybody:{secret}".encode()).decode()
    return Client(headers={"Authorization": f"Basic {pair}"})


def text_of(response: Any) -> str:
    """The body as text: a streamed one too, of a workbook every part inside."""
    content = response.getvalue()
    if response.get("Content-Type", "").startswith(WORKBOOK):
        with ZipFile(BytesIO(content)) as parts:
            content = b"\n".join(parts.read(name) for name in parts.namelist())
    return content.decode(errors="replace")


def told(response: Any) -> str:
    """Body and headers."""
    return text_of(response) + "\n" + "\n".join(f"{name}: {value}" for name, value in response.items())


def canaries_in(stage: Stage, text: str) -> set[str]:
    """Canaries of the stage in a text. Random letters of secrets that only look like one do not count."""
    by_letters = {each.lower(): each for each in stage.readers}
    return {by_letters[word] for word in map(str.lower, CANARY.findall(text)) if word in by_letters}


def leaks_in(stage: Stage, role: str, where: str, text: str) -> list[Leak]:
    """What of a text this role may not know."""
    found = sorted(canaries_in(stage, text))
    return [Leak(role, where, each) for each in found if role not in stage.readers[each]]


@dataclass
class Walk:
    """What a role met at many doors."""

    leaks: list[Leak]
    met: set[str]
    doors: int


def walk(stage: Stage, role: str, addresses: Iterable[str], browser: Client | None = None) -> Walk:
    """Through these doors as this role."""
    browser = browser or browser_of(stage.people[role])
    found = Walk([], set(), 0)
    for address in addresses:
        text = told(browser.get(address))
        found.leaks += leaks_in(stage, role, address, text)
        found.met |= canaries_in(stage, text)
        found.doors += 1
    return found


def bare(response: Any) -> str:
    """The page without the form's secrets and without the address that was asked for."""
    return NONCES.sub("", ADDRESS.sub("", text_of(response)))
