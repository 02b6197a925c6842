"""Tariff and commodity codes (HS, CN, TARIC): the same code however its digits are grouped.

`8703 23 19`, `8703.23.19`, `870323 19` and `87032319` are one code, and `8703 23` is the beginning of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Heading, subheading, Combined Nomenclature, TARIC.
LENGTHS = (4, 6, 8, 10)
# A no-break space, a thin or narrow one and a hyphen that does not break part digits as well.
_GAP = "[ .\u00a0\u2009\u202f\u2010\u2011-]"
# The first digits, and what follows them without being taken: several codes may overlap in a list of them.
_CODE = re.compile(
    r"(?<![^\W_])(?P<first>[0-9]{4}(?:[0-9]{2}){0,3})(?![^\W_])"
    rf"(?=(?P<more>(?:{_GAP}[0-9]{{2}}(?:[0-9]{{2}})?(?![^\W_])){{0,3}}))"
)
_DIGITS = re.compile("[0-9]+")
# One code as people type it; four digits more only behind a dot or a hyphen, for two headings may stand side by side.
TYPED = rf"[0-9]{{4}}(?:[0-9]{{2}}){{0,3}}(?:{_GAP}[0-9]{{2}}(?![0-9])){{0,3}}(?:[.\u2010\u2011-][0-9]{{4}}(?![0-9]))?"
_TYPED = re.compile(TYPED)


@dataclass(frozen=True)
class Code:
    """The digits of a code, and where it stands in a text."""

    digits: str
    start: int
    end: int


def codes_in(text: str) -> Iterator[Code]:
    """Codes of six digits and more, the shorter before the longer where several begin at one place."""
    for match in _CODE.finditer(text):
        digits = match["first"]
        if _is_year(digits[:4]):
            continue
        if len(digits) > LENGTHS[0]:
            yield Code(digits, match.start(), match.end())
        for more in _DIGITS.finditer(match["more"]):
            digits += more.group()
            if len(digits) > LENGTHS[-1]:
                break
            yield Code(digits, match.start(), match.end() + more.end())


def codes_of(text: str) -> list[str]:
    """Every code of a text with the shorter codes it belongs to, each once."""
    found = (each.digits[:length] for each in codes_in(text) for length in LENGTHS)
    return list(dict.fromkeys(found))


def typed_code(text: str) -> str:
    """The digits of a text that is one code and nothing else; empty otherwise."""
    if not _TYPED.fullmatch(text):
        return ""
    digits = "".join(_DIGITS.findall(text))
    return digits if len(digits) in LENGTHS and not _is_year(digits[:4]) else ""


def marked_code(digits: str) -> str:
    """The code as a word of an index in the database that no text can hold."""
    return f"cn_{digits}"


def _is_year(heading: str) -> bool:
    """No heading of the Harmonized System has these numbers (chapters 19 and 20 end at 1905 and 2009); dates do."""
    return "1906" <= heading <= "1999" or "2010" <= heading <= "2099"
