"""Whole numbers as people, programs and crawlers write them into addresses."""

import re

# The digits every database keeps in its largest integer, and Python reads at once.
MOST_DIGITS = 18
_WHOLE = re.compile(r"\s*+([+-]?)(\d++)\s*+", re.ASCII)


def whole_number(text: str | None, *, least: int, most: int, default: int) -> int:
    """The number in a text, between `least` and `most`; the nearer of the two for what lies outside.

    `default` for what is no whole number. Takes as long as the text is, however many digits it has.
    """
    match = _WHOLE.fullmatch(text or "")
    if match is None:
        return default
    sign, digits = match.group(1), match.group(2).lstrip("0") or "0"
    if len(digits) > MOST_DIGITS:
        return least if sign == "-" else most
    return min(max(int(f"{sign}{digits}"), least), most)
