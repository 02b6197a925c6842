"""One value of a table as a cell: numbers stay numbers, days stay days, text is never a formula."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from django.utils import timezone

from networks.text.xml import xml_safe

Number = int | float | Decimal
Cell = None | bool | Number | date | datetime | str

# What a spreadsheet runs begins with one of these, in the width of any keyboard (OWASP, CSV Injection).
FORMULA_STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
# Programs that part columns at `;` or at a tab see the beginning of a cell there, and behind a line end. The run of
# blanks holds neither tab nor line end, so that it is tried once, however many of them there are.
_FORMULA = re.compile(f"""((?:^|[;\t\n])(?:(?![\t\n])[\\s"'])*)(?=[{FORMULA_STARTS}])""")


def cell_of(value: Any) -> Cell:
    """A value as a cell holds it: moments in the reader's time zone, which headings name, several values in one text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float, Decimal)):
        return value if isfinite(value) else str(value)
    if isinstance(value, datetime):
        moment = timezone.localtime(value) if value.tzinfo else value
        return moment.replace(tzinfo=None, microsecond=0)
    if isinstance(value, date):
        return value
    if isinstance(value, Iterable) and not isinstance(value, str):
        return text_of("; ".join(str(each) for each in value))
    return text_of(str(value))


def text_of(text: str) -> str:
    """One kind of line end, and nothing that a file of either kind may not hold."""
    return xml_safe(text.replace("\r\n", "\n").replace("\r", "\n"))


def is_number(cell: Cell) -> bool:
    """Whether a cell is written as a number; yes and no are not."""
    return isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool)


def looks_like_formula(text: str) -> bool:
    """Whether a program might run the text, or a part of it that it takes for a cell."""
    return _FORMULA.search(text) is not None


def guarded(text: str) -> str:
    """The text with an apostrophe before everything that a program might take for the beginning of a formula."""
    return _FORMULA.sub(r"\1'", text)
