"""Tokens: the strings that stand for kinds of readers. The same strings in the database, the index and the socket's groups."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from networks.access.enums import Exposure, Label, Part, Shape, uses

ALL = "all"
EXPERTS = "experts"


def network(network_id: int) -> str:
    """Active members of a network."""
    return f"network:{network_id}"


def network_administration(network_id: int, administration_id: int) -> str:
    """Active members of a network who come from one administration."""
    return f"network:{network_id}/administration:{administration_id}"


def network_may(network_id: int, permission: str) -> str:
    """Active members of a network who hold one permission there."""
    return f"network:{network_id}/may:{permission}"


def person(expert_id: int) -> str:
    """One person."""
    return f"person:{expert_id}"


def ncp(administration_id: int) -> str:
    """The contact point of an administration and the deputy."""
    return f"ncp:{administration_id}"


def ncp_person(administration_id: int, expert_id: int) -> str:
    """One named person as long as they are contact point or deputy: how a RED draft is cleared by a recipient."""
    return f"ncp:{administration_id}/person:{expert_id}"


def glass(expert_id: int, glass_id: int) -> str:
    """One opening of one administrator (break-glass): it ends with the opening and never comes back."""
    return f"person:{expert_id}/glass:{glass_id}"


@dataclass(frozen=True)
class Facts:
    """What of a marking decides its tokens: ids only, so it can be computed in bulk without a query per row."""

    shape: str
    label: str
    summary_label: str = ""
    networks: frozenset[int] = field(default_factory=frozenset)
    administration: int | None = None
    administrations: frozenset[int] = field(default_factory=frozenset)
    recipients: frozenset[int] = field(default_factory=frozenset)
    contributors: frozenset[int] = field(default_factory=frozenset)
    owner: int | None = None
    exposure: str = Exposure.HIDDEN
    submitted: bool = False
    validating: bool = False
    glasses: frozenset[tuple[int, int]] = field(default_factory=frozenset)


Tokens = dict[Part, frozenset[str]]


def of_facts(facts: Facts) -> Tokens:
    """The tokens of every part that exists. A part without tokens is read by nobody (access.md, "What a marking lets in")."""
    parts = _PARTS_OF_SHAPE[Shape(facts.shape)](facts)
    opened = {glass(*each) for each in facts.glasses}
    return {part: frozenset(tokens | opened) for part, tokens in parts.items()}


def of_label(facts: Facts, label: str) -> set[str]:
    """The tokens of one label."""
    match Label(label):
        case Label.CLEAR:
            return {ALL}
        case Label.GREEN:
            return {EXPERTS} | _networks(facts)
        case Label.AMBER:
            return _networks(facts)
        case Label.AMBER_STRICT:
            return _networks_by_administration(facts)
        case Label.RED:
            return _persons([*facts.recipients, facts.owner])


def of_talk(facts: Facts) -> set[str]:
    """The tokens of a record's discussion: nobody but members of its networks, however wide the label is."""
    label = of_label(facts, facts.label)
    return _networks(facts) if label & {ALL, EXPERTS} else label


def effective(facts: Facts) -> Facts:
    """The facts without what their labels make no use of, such as recipients of anything but TLP:RED."""
    used = uses(facts.label, facts.summary_label)
    return replace(
        facts,
        summary_label=facts.summary_label if "summary_label" in used else "",
        administrations=facts.administrations if "administrations" in used else frozenset(),
        recipients=facts.recipients if "recipients" in used else frozenset(),
    )


def _record_parts(facts: Facts) -> dict[Part, set[str]]:
    parts = {Part.DRAFT: _draft(facts)}
    if facts.exposure == Exposure.HIDDEN:
        return parts
    label = of_label(facts, facts.label)
    summary = of_label(facts, facts.summary_label) if facts.summary_label else set()
    parts[Part.SUMMARY] = label | summary | _record_keepers(facts)
    if facts.exposure == Exposure.PUBLISHED:
        parts[Part.BODY] = label | _record_keepers(facts)
        parts[Part.TALK] = of_talk(facts)
    return parts


def _plain_parts(facts: Facts) -> dict[Part, set[str]]:
    return {Part.BODY: of_label(facts, facts.label)}


def _coordinated_parts(facts: Facts) -> dict[Part, set[str]]:
    coordinators = {network_may(each, "coordinate") for each in facts.networks}
    return {Part.BODY: coordinators | _persons([facts.owner])}


def _draft(facts: Facts) -> set[str]:
    tokens = _persons([facts.owner, *facts.contributors])
    if facts.submitted and facts.administration:
        tokens |= _clearing(facts, facts.administration)
    if facts.validating:
        tokens |= {network_may(each, "validate") for each in facts.networks}
    return tokens


def _clearing(facts: Facts, administration: int) -> set[str]:
    if facts.label == Label.RED:
        return {ncp_person(administration, each) for each in facts.recipients}
    return {ncp(administration)}


def _record_keepers(facts: Facts) -> set[str]:
    keepers = _persons([facts.owner])
    if facts.label != Label.RED and facts.administration:
        keepers.add(ncp(facts.administration))
    return keepers


def _networks(facts: Facts) -> set[str]:
    return {network(each) for each in facts.networks}


def _networks_by_administration(facts: Facts) -> set[str]:
    named = [each for each in (facts.administration, *facts.administrations) if each]
    return {network_administration(space, each) for space in facts.networks for each in named}


def _persons(expert_ids: Iterable[int | None]) -> set[str]:
    return {person(each) for each in expert_ids if each}


_PARTS_OF_SHAPE = {
    Shape.RECORD: _record_parts,
    Shape.PLAIN: _plain_parts,
    Shape.COORDINATED: _coordinated_parts,
}
