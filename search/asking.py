"""What an address of the search page asks for, and the addresses that ask for a little more or less."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from networks.addresses.numbers import whole_number
from networks.text.characters import visible
from search.engines.base import FACETS
from search.query import LONGEST_QUESTION

LONGEST_VALUE = 80
MOST_VALUES = 20
DEEPEST_PAGE = 400


@dataclass(frozen=True)
class Asked:
    """A question as it stands in an address. `exact`: take the words as they are typed."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    exact: bool = False

    def __bool__(self) -> bool:
        return bool(self.text or self.filters)

    def address(self, *, exact: bool = False, text: str | None = None) -> str:
        """The same question on its first page."""
        return _address(self.text if text is None else text, self.filters, exact or self.exact)

    def pages(self) -> str:
        """What stands before `page=N`."""
        address = self.address()
        return address + ("&" if "?" in address else "?")

    def toggled(self, name: str, value: str) -> str:
        """The address with a value of a facet chosen, or taken off when it was."""
        values = self.filters.get(name, ())
        changed = tuple(each for each in values if each != value) if value in values else (*values, value)
        filters = {**self.filters, name: changed}
        return _address(self.text, {each: kept for each, kept in filters.items() if kept}, self.exact)

    def without_filters(self) -> str:
        """The address with everything that narrows taken off."""
        return _address(self.text, {}, self.exact)


def asked_in(data: QueryDict) -> Asked:
    """Read an address. What makes no sense in it is left out."""
    filters = {name: _values(data.getlist(name)) for name in FACETS}
    return Asked(
        text=_printable(data.get("q", ""))[:LONGEST_QUESTION].strip(),
        filters={name: values for name, values in filters.items() if values},
        page=_page(data.get("page", "")),
        exact=data.get("exact") == "1",
    )


def _values(values: list[str]) -> tuple[str, ...]:
    known = [_printable(each) for each in values if each and len(each) <= LONGEST_VALUE]
    return tuple(dict.fromkeys(filter(None, known)))[:MOST_VALUES]


def _printable(text: str) -> str:
    """Without signs that show nothing, signs no database takes (NUL) and halves of surrogate pairs."""
    return "".join(sign if sign.isprintable() else " " for sign in visible(text))


def _page(text: str) -> int:
    return whole_number(text, least=1, most=DEEPEST_PAGE, default=1)


def _address(text: str, filters: Mapping[str, tuple[str, ...]], exact: bool) -> str:
    pairs = [("q", text)] if text else []
    pairs += [(name, value) for name, values in filters.items() for value in values]
    pairs += [("exact", "1")] if exact else []
    return reverse("search:results") + (f"?{urlencode(pairs)}" if pairs else "")
