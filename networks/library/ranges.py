"""The `Range` header (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

_SINGLE = re.compile(r"\s*+bytes\s*+=\s*+(\d{0,18})\s*+-\s*+(\d{0,18})\s*+\Z", re.IGNORECASE | re.ASCII)


class RangeNotSatisfiable(Exception):
    """The piece asked for lies behind the end of the file."""


@dataclass(frozen=True)
class Piece:
    """Bytes `first` to `last`, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1


def piece_of(header: str, size: int) -> Piece | None:
    """The one piece a `Range` header asks for; None where the whole file is the right answer.

    Malformed headers and several ranges at once are answered with the whole file, as the RFC permits.
    """
    match = _SINGLE.match(header)
    if not match or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if not first:
        return _tail(int(last), size)
    if int(first) >= size:
        raise RangeNotSatisfiable
    if last and int(last) < int(first):
        return None
    return Piece(int(first), min(int(last), size - 1) if last else size - 1)


def _tail(length: int, size: int) -> Piece:
    if length == 0 or size == 0:
        raise RangeNotSatisfiable
    return Piece(max(0, size - length), size - 1)
