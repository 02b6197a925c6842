"""Who may do what with seats and offices. Everything asks permissions on the network or the platform, never a role's name."""

from networks.access.roles import GIVEN_BY_LEADS
from networks.access.viewer import Viewer
from networks.spaces.enums import NetworkRole
from networks.spaces.models import Membership, Network


def administers(viewer: Viewer) -> bool:
    """Whether the viewer looks after people, networks and offices of the platform."""
    return bool(viewer.holding("administer", "platform"))


def may_invite(viewer: Viewer, network: Network) -> bool:
    """Offer seats and answer requests."""
    return viewer.holds("invite", network) or administers(viewer)


def may_manage(viewer: Viewer, network: Network) -> bool:
    """Change roles and remove members."""
    return viewer.holds("manage_members", network) or administers(viewer)


def may_give_role(viewer: Viewer, network: Network, role: str) -> bool:
    """Leads and stewards are named by platform administrators; whoever only invites gives plain seats."""
    if administers(viewer):
        return True
    if viewer.holds("manage_members", network):
        return role in GIVEN_BY_LEADS
    return viewer.holds("invite", network) and role == NetworkRole.MEMBER


def may_change(viewer: Viewer, membership: Membership) -> bool:
    """Change this seat or end it: never one's own, never that of somebody whose role one could not give."""
    if membership.expert_id == viewer.expert_id or not may_manage(viewer, membership.network):
        return False
    return may_give_role(viewer, membership.network, membership.role)


def is_member(viewer: Viewer, network: Network) -> bool:
    """Whether the viewer has an active seat: the home, its people and their contacts belong to members."""
    return network.pk in viewer.network_ids
