"""A language in which every translated text stands between ⟦ and ⟧, so that what is not translated shows."""

import re
from collections.abc import Iterator
from gettext import GNUTranslations
from html.parser import HTMLParser
from zoneinfo import available_timezones

from django.utils.translation import trans_real

from tests.words.in_templates import NAMES, SPOKEN

OPEN, CLOSE = "⟦", "⟧"
CONTEXT = trans_real.CONTEXT_SEPARATOR
LATIN = re.compile(r"[A-Za-z]{2,}")
TRANSLATED = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
ADDRESS = re.compile(r"\S+@\S+|\b(?:https?:/)?/\S*|\S+\.example\b\S*")
# Attributes of ours that hold words for the scripts: sentences, not keys.
SENTENCE = re.compile(r"(?![a-z_ ]*$).*[A-Za-z]{2,} [A-Za-z]{2,}")
REFERENCE = re.compile(r"\b(?=[A-Z]*\d|\d*[A-Z])[0-9A-Z]{5}\b")
# Names that stand alone and are the same everywhere: zones of time, and languages in their own words.
OWN_NAMES = {zone.replace("_", " ") for zone in available_timezones()} | {"English"}


class PseudoLanguage(GNUTranslations):
    """Marks every text it is asked for; contexts are taken off as a real catalogue does."""

    def __init__(self) -> None:
        super().__init__()
        self.plural = lambda number: int(number != 1)

    def gettext(self, message: str) -> str:
        """The text of the source between the marks."""
        return f"{OPEN}{message.split(CONTEXT)[-1]}{CLOSE}" if message else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Singular or plural of the source between the marks."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def to_language(self) -> str:
        """It is spoken in place of English, so that nothing else has to change."""
        return "en"


def left_untranslated(html: str) -> list[str]:
    """Texts and spoken attributes of a page with Latin letters outside the marks. Data is expected in Greek."""
    reader = _Page()
    reader.feed(html)
    return [text for text in reader.found if LATIN.search(bare(text))]


def bare(text: str) -> str:
    """The text without what is translated (marks may stand within marks), addresses, names and references."""
    before = ""
    while before != text:
        before, text = text, TRANSLATED.sub(" ", text)
    return REFERENCE.sub(" ", NAMES.sub(" ", ADDRESS.sub(" ", text)))


class _Page(HTMLParser):
    """Collects what people read; a text that is interrupted by inline elements is read piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self.silent = 0
        self.as_it_is = ""
        self.whole: list[str] = []

    @property
    def found(self) -> list[str]:
        """Texts with marks that begin in one piece and end in another put together again."""
        return list(_joined(self.whole))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"style", "script"}
        # Names and codes that are the same in every language; HTML has a word for them.
        if not self.as_it_is and dict(attrs).get("translate") == "no":
            self.as_it_is, self.silent = tag, self.silent + 1
        kind = dict(attrs).get("type")
        for name, value in attrs:
            spoken = name in SPOKEN or (name == "value" and tag == "input" and kind in {"submit", "button"})
            spoken = spoken or (
                name.startswith("data-") and SENTENCE.match(value or "") and "{" not in (value or "")
            )
            if spoken and value:
                self.whole.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"style", "script"}
        if tag == self.as_it_is:
            self.as_it_is, self.silent = "", self.silent - 1

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip() and data.strip() not in OWN_NAMES:
            self.whole.append(data.strip())


def _joined(pieces: list[str]) -> Iterator[str]:
    """A translated sentence may hold elements: `⟦Read <a>the rules</a> first⟧` comes in three pieces."""
    waiting = ""
    for piece in pieces:
        waiting = f"{waiting} {piece}" if waiting else piece
        if waiting.count(OPEN) <= waiting.count(CLOSE):
            yield waiting
            waiting = ""
    if waiting:
        yield waiting
