"""Why somebody reads a part of a thing or does not, in words, from the stored rows that decide it; and what would change it."""

from collections.abc import Iterable
from dataclasses import dataclass

from networks.access import tokens
from networks.access.actions.mark import facts_for_rows
from networks.access.enums import Part
from networks.access.models import Marking, MarkingToken
from networks.access.viewer import Viewer
from networks.people.enums import GUEST_KINDS, ExpertKind
from networks.people.models import Administration, Expert
from networks.spaces.models import Membership, Network

PERMISSION_OF_TOKEN = {
    "validate": "may validate",
    "steward": "may correct",
    "coordinate": "coordinate training",
}


@dataclass(frozen=True)
class Explanation:
    """One part: whether it is read, by which rows, and otherwise what would let this person in."""

    part: Part
    readable: bool
    because: tuple[str, ...]
    would_let_in: tuple[str, ...]
    is_as_computed: bool
    """Whether the stored rows are those that the facts of the marking give. False is a fault to report."""


def explain(expert: Expert, viewer: Viewer, marking: Marking) -> list[Explanation]:
    """Every part of the thing for this person, as the rule stands now."""
    stored: dict[Part, set[str]] = {part: set() for part in Part}
    for part, token in MarkingToken.objects.filter(marking=marking).values_list("part", "token"):
        stored[Part(part)].add(token)
    computed = tokens.of_facts(facts_for_rows(marking))
    return [
        _explain(expert, viewer, part, stored[part], stored[part] == set(computed.get(part, ())))
        for part in Part
    ]


def _explain(expert: Expert, viewer: Viewer, part: Part, wanted: set[str], agrees: bool) -> Explanation:
    met = sorted(wanted & viewer.tokens)
    return Explanation(
        part=part,
        readable=bool(met),
        because=tuple(who(token) for token in (met or sorted(wanted))),
        would_let_in=() if met else tuple(_changes(expert, viewer, sorted(wanted))),
        is_as_computed=agrees,
    )


def who(token: str) -> str:
    """A token as the kind of reader it stands for."""
    if token == tokens.ALL:
        return "everybody, also without signing in"
    if token == tokens.EXPERTS:
        return "every expert of the platform who is no guest"
    head, _slash, tail = token.partition("/")
    kind, _colon, number = head.partition(":")
    if kind == "person":
        name = _person(int(number))
        return f"{name}, who opened it for an hour with a reason (break-glass)" if tail else name
    if kind == "ncp":
        office = f"the contact point of {_administration(int(number))} or the deputy"
        return f"{office}, as long as it is {_person(int(tail.partition(':')[2]))}" if tail else office
    return _members(int(number), tail)


def _members(network_id: int, tail: str) -> str:
    members = f"members of {Network.objects.get(pk=network_id).name}"
    kind, _colon, value = tail.partition(":")
    if kind == "administration":
        return f"{members} who come from {_administration(int(value))}"
    return f"{members} who {PERMISSION_OF_TOKEN[value]} there" if kind == "may" else members


def _changes(expert: Expert, viewer: Viewer, wanted: Iterable[str]) -> Iterable[str]:
    """What would have to be otherwise, one way per row that decides."""
    if not viewer.is_active:
        yield "the account would have to count today: invited, confirmed, not suspended, not expired"
    for token in wanted:
        yield _change(expert, viewer, token)


def _change(expert: Expert, viewer: Viewer, token: str) -> str:
    head, _slash, tail = token.partition("/")
    kind, _colon, number = head.partition(":")
    if token == tokens.EXPERTS:
        return (
            f"be no guest: the account is of the kind “{ExpertKind(expert.kind).label}”"
            if _is_kept_out(expert)
            else "have an account that counts today"
        )
    if tail.startswith("glass:"):
        return "be a platform administrator and open it for an hour, with a reason (break-glass)"
    if kind == "person":
        return f"be {_person(int(number))}: the owner, a contributor or somebody named for it"
    if kind == "ncp":
        return f"hold the office: {who(token)}"
    network = Network.objects.get(pk=int(number))
    seat = _seat(expert, viewer, network)
    kind, _colon, value = tail.partition(":")
    if kind == "administration":
        there = _administration(int(value))
        return f"{seat}, and come from {there} (or its contact point lets the own administration in)"
    return f"{seat}, and be given “{value}” there" if kind == "may" else seat


def _is_kept_out(expert: Expert) -> bool:
    return expert.kind in (*GUEST_KINDS, ExpertKind.PLATFORM)


def _seat(expert: Expert, viewer: Viewer, network: Network) -> str:
    if network.pk in viewer.network_ids:
        return f"keep the seat in {network.name}"
    last = Membership.objects.filter(expert=expert, network=network).order_by("-pk").first()
    if network.closed_at:
        return f"nothing: {network.name} is closed, the record needs another network"
    if last is None:
        return f"become a member of {network.name}"
    until = f", until {last.ends_on}" if last.ends_on else ""
    return f"become a member of {network.name} again (the last seat: {last.get_state_display()}{until})"


def _person(expert_id: int) -> str:
    found = Expert.objects.filter(pk=expert_id).first()
    return found.full_name if found else "somebody who left"


def _administration(administration_id: int) -> str:
    return Administration.objects.get(pk=administration_id).name
