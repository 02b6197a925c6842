"""What a session lets in. The one place that asks for a second factor: pages, interface and sockets get their viewer here."""

from dataclasses import dataclass

from networks.access.viewer import VISITOR, Viewer, viewer_of
from networks.people.models import Expert
from networks.people.second_factor import has_second_factor, is_excused

# Whoever holds one of these changes what others read or may do: stewards, leads and their deputies, administrators.
ASKED_OF = (("steward", "network"), ("manage_members", "network"), ("administer", "platform"))


@dataclass(frozen=True)
class Admission:
    """The viewer of a session. Whoever still has to set up a second factor counts as a visitor until then."""

    viewer: Viewer
    waits_for_factor: bool = False


def admit(expert: Expert | None) -> Admission:
    """What the person whose session this is may read and do now. At most one query more than `viewer_of`."""
    viewer = viewer_of(expert)
    if is_asked(viewer) and not has_second_factor(expert_of(viewer)):
        return Admission(VISITOR, waits_for_factor=True)
    return Admission(viewer)


def is_asked(viewer: Viewer) -> bool:
    """Whether what this viewer may do asks for a second factor."""
    holds = any(viewer.holding(codename, kind) for codename, kind in ASKED_OF)
    return holds and not is_excused(expert_of(viewer))


def expert_of(viewer: Viewer) -> Expert:
    """The person behind a viewer who holds something. ValueError for a visitor."""
    if viewer.expert is None:
        raise ValueError("A visitor holds nothing.")
    return viewer.expert
