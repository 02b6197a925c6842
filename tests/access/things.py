"""Every state a record can be in, under every label, as the oracle describes it."""

from dataclasses import dataclass, replace

from tests.access.cast import CAST, HOME, NETWORK
from tests.access.oracle import (
    AMBER,
    BODY,
    CLEAR,
    DRAFT,
    GREEN,
    HIDDEN,
    PUBLISHED,
    RECORD,
    RED,
    STRICT,
    SUMMARY,
    TALK,
    WITHDRAWN,
    Space,
    Thing,
    World,
    reads,
)
from tests.access.worlds import TODAY

LABELS = {"Clear": CLEAR, "Green": GREEN, "Amber": AMBER, "Strict": STRICT, "Red": RED}
# A wider label for the summary.
WIDER = {
    "AmberGreen": (AMBER, GREEN),
    "AmberClear": (AMBER, CLEAR),
    "StrictAmber": (STRICT, AMBER),
    "RedGreen": (RED, GREEN),
}
WORLD = World(TODAY, spaces={NETWORK: Space(), "other": Space()})


@dataclass(frozen=True)
class Planned:
    """A record to plant. `redraft`: a newer draft waits beside the published text. `pointer`: its content is elsewhere."""

    name: str
    thing: Thing
    redraft: bool = False
    pointer: bool = False

    def readers(self, part: str) -> frozenset[str]:
        """The roles that may read this part."""
        return frozenset(role for role, person in CAST.items() if reads(WORLD, person, self.thing, part))

    def readers_of_field(self, *, summary: bool) -> frozenset[str]:
        """The roles that may read what a field of the published text holds; of what is not out, those of the draft."""
        drafting = self.readers(DRAFT)
        if self.thing.exposure != PUBLISHED:
            return drafting
        return drafting | self.readers(SUMMARY if summary else BODY)


def _thing(label: str, **facts: object) -> Thing:
    named = frozenset({"named", "own_ncp"}) if label == RED else frozenset()
    return Thing(
        RECORD,
        label,
        networks=frozenset({NETWORK}),
        administration=HOME,
        recipients=named,
        contributors=frozenset({"contributing"}),
        owner="owner",
        **facts,
    )


def planned() -> list[Planned]:
    """All of them."""
    found = []
    for name, label in LABELS.items():
        out = _thing(label, exposure=PUBLISHED, submitted=True)
        found += [
            Planned(f"Out{name}", out),
            Planned(f"Redraft{name}", out, redraft=True),
            Planned(f"Draft{name}", replace(out, exposure=HIDDEN, submitted=False)),
            Planned(f"Sent{name}", replace(out, exposure=HIDDEN)),
            Planned(f"Gone{name}", replace(out, exposure=WITHDRAWN)),
        ]
        if label not in (STRICT, RED):
            found.append(Planned(f"Offered{name}", replace(out, exposure=HIDDEN, validating=True)))
    for name, (label, summary) in WIDER.items():
        found.append(
            Planned(f"Wider{name}", _thing(label, summary_label=summary, exposure=PUBLISHED, submitted=True))
        )
    pointed = _thing(AMBER, summary_label=GREEN, exposure=PUBLISHED, submitted=True)
    found.append(Planned("PointerAmberGreen", pointed, pointer=True))
    return found


__all__ = ["TALK", "Planned", "planned"]
