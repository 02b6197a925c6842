"""Which records have which facet value, as one integer of bits for each value: a list is narrowed and counted by AND.

The index holds nothing about readers. Which records count is read from the database by the rule for every request; the
stamp each of them brings names, once and for all, the values it had when it was written, so an index that knows the
stamp cannot be behind. Each process learns stamps as it meets them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import compress, repeat
from threading import Lock

from kb.records.models import FacetValues
from kb.records.models.facet_values import SEPARATOR
from networks.access.enums import Part

# Asked for by stamp up to here; beyond, reading all of them is quicker.
FEW = 500
# How many stamps nobody brings any more are worth keeping before the index begins anew.
MOST_FORGOTTEN = 10_000

# The position of what has no values (yet).
NOWHERE = 0
ZERO, ONE = b"01"
TRUTH = bytes.maketrans(b"01", b"\x00\x01")

Values = dict[str, int]


class FacetIndex:
    """Positions of stamps, and for each part and facet the bits of each of its values."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._begin()

    def _begin(self) -> None:
        self._positions: dict[int | None, int] = {}
        self._values: dict[tuple[Part, str], Values] = defaultdict(dict)

    def positions(self, stamps: Sequence[int | None]) -> list[int]:
        """Where each stamp stands; NOWHERE without a stamp, or with one replaced a moment ago. At most two queries."""
        places = list(map(self._positions.get, stamps, repeat(NOWHERE)))
        if NOWHERE in places:
            unknown = {stamp for stamp, place in zip(stamps, places, strict=True) if stamp and not place}
            if unknown:
                places = list(map(self._learn(unknown).get, stamps, repeat(NOWHERE)))
        return places

    def values(self, part: Part, facet: str) -> Values:
        """The bits of each value of a facet."""
        return self._values.get((part, facet), {})

    def _learn(self, stamps: set[int]) -> Mapping[int | None, int]:
        with self._lock:
            if len(self._positions) > FacetValues.objects.count() + MOST_FORGOTTEN:
                self._begin()
            unknown = stamps - self._positions.keys()
            rows = (
                FacetValues.objects.filter(stamp__in=unknown) if len(unknown) <= FEW else FacetValues.objects
            )
            self._take_in(rows.values_list("stamp", "summary", "body"))
            return self._positions

    def _take_in(self, rows: Iterable[tuple[int, str, str]]) -> None:
        having: dict[tuple[Part, str, str], list[int]] = defaultdict(list)
        positions = dict(self._positions)
        for stamp, summary, body in rows:
            if stamp in positions:
                continue
            position = positions[stamp] = len(positions) + 1
            for part, text in ((Part.SUMMARY, summary), (Part.BODY, body)):
                for pair in text.split(SEPARATOR) if text else ():
                    facet, _is, value = pair.partition("=")
                    having[part, facet, value].append(position)
        for (part, facet, value), found in having.items():
            values = self._values[part, facet]
            values[value] = values.get(value, 0) | bits_at(found)
        # Last: whoever reads meanwhile finds no position whose values are not there yet.
        self._positions = positions


def bits_at(places: Collection[int]) -> int:
    """An integer with these bits set; that of NOWHERE never is."""
    flags = bytearray(b"0") * (max(places, default=0) + 1)
    for place in places:
        flags[place] = ONE
    flags[NOWHERE] = ZERO
    flags.reverse()
    return int(flags, 2)


def those_at(bits: int, places: Sequence[int], things: Sequence[int]) -> list[int]:
    """The things whose bit is set, in their order."""
    flags = f"{bits:0{max(places, default=0) + 1}b}"[::-1].encode().translate(TRUTH)
    return list(compress(things, map(flags.__getitem__, places)))


index = FacetIndex()
