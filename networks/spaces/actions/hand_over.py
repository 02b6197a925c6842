"""Whoever leads or clears is gone: the deputy holds what waited for them, and is told. Call in the transaction of the end."""

from networks.access.roles import PERMISSIONS_OF_ROLE
from networks.events.recording import record
from networks.people.models import Expert
from networks.spaces.enums import NetworkRole, OfficeRole
from networks.spaces.models import Membership, Office

LEAD_GONE = "network.lead_gone"
CONTACT_GONE = "administration.contact_gone"


def leads(role: str) -> bool:
    """Whether somebody with this role looks after the members of a network."""
    return "manage_members" in PERMISSIONS_OF_ROLE[NetworkRole(role)]


def hand_over_lead(membership: Membership, actor: Expert | None) -> None:
    """Somebody leads a network no longer: those who lead it now hear of it."""
    record(LEAD_GONE, membership.network, actor, expert=membership.expert_id)


def hand_over_office(office: Office, actor: Expert | None) -> None:
    """The contact point of an administration is gone: the deputy clears from now on. Nothing for any other office."""
    if office.role == OfficeRole.NCP and office.administration is not None:
        record(CONTACT_GONE, office.administration, actor, expert=office.expert_id)
