"""Names in the order of the reader's alphabet: Ł after L, Å after A in English and after Z in Swedish.

Of the libraries that sort by alphabet none can be had without a compiler, is kept up and knows the languages at once, so
the three levels of the Unicode Collation Algorithm are done here: folded letters first, then accents, then case.
Source of the alphabets: Unicode CLDR 46, standard collations; languages that are left out use the common order.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import get_language

from networks.text.characters import bounded_marks
from networks.text.folding import folded

Row = TypeVar("Row")
Key = tuple[str, str, str]

# Letters of their own, after the letter they follow; `=` joins what has the same place.
ALPHABETS = {
    "cs": "c č, h ch, r ř, s š, z ž",
    "da": "z æ=ä ø=ö å=aa",
    "es": "n ñ",
    "et": "s š z ž, w õ ä ö ü",
    "fi": "z å ä ö",
    "hr": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "hu": "c cs, d dz dzs, g gy, l ly, n ny, o ö=ő, s sz, t ty, u ü=ű, z zs",
    "lt": "c č, s š, z ž",
    "lv": "c č, g ģ, k ķ, l ļ, n ņ, s š, z ž",
    "mt": "g għ, h ħ",
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż",
    "ro": "a ă â, i î, s ș=ş, t ț=ţ",
    "sk": "a ä, c č, h ch, o ô, s š, z ž",
    "sl": "c č ć, d đ, s š, z ž",
    "sv": "z å ä ö",
}
# Above every letter: what begins with a letter and this comes after all that begins with the letter.
AFTER = 0x10FFE0
# What an index of PostgreSQL can hold.
LONGEST_KEY = 1_000


@lru_cache(maxsize=100_000)
def sort_key(text: str, language: str = "") -> Key:
    """What a text is sorted by for readers of a language; without one, in the common order."""
    lower = unicodedata.normalize("NFC", bounded_marks(text)).lower()
    pattern, places = _alphabet(language[:2])
    parts = [lower] if pattern is None else pattern.split(lower)
    letters = "".join(places.get(part) or _plain(part) for part in parts)
    return letters.strip(), unicodedata.normalize("NFD", lower), text


def _plain(text: str) -> str:
    """Folded words; space at the ends is kept, since it parts words from letters of their own."""
    words = " ".join(folded(text))
    return f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}"


@cache
def _alphabet(language: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """How to find the letters of their own, and their places."""
    places: dict[str, str] = {}
    for group in ALPHABETS.get(language, "").split(", "):
        base, *after = group.split() or [""]
        for place, letters in enumerate(after, 1):
            places |= dict.fromkeys(letters.split("="), f"{base}{chr(AFTER + place)}")
    longest_first = sorted(places, key=len, reverse=True)
    return (re.compile(f"({'|'.join(longest_first)})") if places else None), places


def name_key(name: Any) -> Key:
    """What a name, or a row by its name, is sorted by for the reader of this moment."""
    return sort_key(str(getattr(name, "sorts_as", name)), get_language() or "")


def in_order(rows: Iterable[Row], name: Callable[[Row], Any] = lambda row: row) -> list[Row]:
    """Rows by their names, in the order of the reader's alphabet."""
    return sorted(rows, key=lambda row: name_key(name(row)))


class SortKeyField(models.TextField):
    """The common order of a row by the fields named in `of`, written anew whenever the row is saved.

    In hexadecimal digits, which every database sorts alike. For lists that the database sorts and pages.
    """

    def __init__(self, *, of: Iterable[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        super().__init__(**(kwargs | {"editable": False, "blank": True, "default": "", "serialize": False}))

    def deconstruct(self) -> Any:
        """A text column to the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Made of what the row holds now."""
        value = stored_key(*(str(getattr(model_instance, name)) for name in self.of))
        setattr(model_instance, self.attname, value)
        return value


def stored_key(*texts: str) -> str:
    """The common order of these texts, one after the other: letters of all of them first, then accents, then case."""
    levels = zip(*(sort_key(text) for text in texts), strict=True)
    return "\0".join(part for level in levels for part in level).encode(errors="replace").hex()[:LONGEST_KEY]
