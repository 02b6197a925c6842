"""Who may find what by which word, stated a second time and worked out by looking at every text."""

from collections.abc import Sequence

from networks.access.enums import Label
from networks.access.models import Marking
from networks.access.viewer import Viewer
from tests.search.world import Thing, World


def lets_in(label: str, viewer: Viewer, networks: Sequence[int]) -> bool:
    """The first table of access.md for the labels the worlds here use."""
    member = any(f"network:{network}" in viewer.tokens for network in networks)
    return {
        Label.CLEAR: True,
        Label.GREEN: member or "experts" in viewer.tokens,
        Label.AMBER: member,
    }[Label(label)]


def reads(world: World, viewer: Viewer, pk: int) -> str:
    """`body`, `summary` or nothing."""
    marking = Marking.objects.get(pk=pk)
    networks = [world.networks[slug].pk for slug in world.things[pk].networks]
    keeps = f"ncp:{world.administration.pk}" in viewer.tokens and world.things[pk].kind != "topic"
    if keeps or lets_in(marking.label, viewer, networks):
        return "body"
    if marking.summary_label and lets_in(marking.summary_label, viewer, networks):
        return "summary"
    return ""


def words_read(thing: Thing, part: str) -> set[str]:
    """The words of a thing in what its reader may read."""
    text = f"{thing.title} {thing.summary}" + (f" {thing.body}" if part == "body" else "")
    return set(text.lower().split()) if part else set()


def found_by(world: World, viewer: Viewer, word: str) -> set[str]:
    """Addresses of the things in which this reader reads this word."""
    return {
        f"/kb/{thing.kind}/R{thing.number:05}/"
        for pk, thing in world.things.items()
        if word in words_read(thing, reads(world, viewer, pk))
    }
