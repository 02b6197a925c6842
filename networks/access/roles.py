"""The frozen table role -> permissions. A coordinator can read it aloud; grants.py enforces it through django-guardian."""

from collections.abc import Iterable
from types import MappingProxyType

from networks.spaces.enums import Capacity, NetworkRole, OfficeRole

_MEMBER = frozenset({"discuss"})
_CONTRIBUTOR = _MEMBER | {"contribute"}
_LEAD = _CONTRIBUTOR | {"invite", "manage_members", "moderate", "edit_space"}

PERMISSIONS_OF_ROLE = MappingProxyType(
    {
        NetworkRole.MEMBER: _MEMBER,
        NetworkRole.CONTRIBUTOR: _CONTRIBUTOR,
        NetworkRole.VALIDATOR: _CONTRIBUTOR | {"validate"},
        NetworkRole.LEAD: _LEAD,
        NetworkRole.DEPUTY: _LEAD,
        NetworkRole.STEWARD: _MEMBER | {"steward"},
        NetworkRole.COORDINATOR: _CONTRIBUTOR | {"coordinate"},
    }
)

# Whoever sits as an observer reads what members read and acts in nothing, whatever else is given to them.
PERMISSIONS_OF_OBSERVERS: frozenset[str] = frozenset()
ROLES_OF_OBSERVERS = frozenset({NetworkRole.MEMBER})

PERMISSIONS_OF_OFFICE = MappingProxyType(
    {
        OfficeRole.NCP: frozenset({"clear", "invite_colleagues"}),
        OfficeRole.DEPUTY_NCP: frozenset({"clear", "invite_colleagues"}),
        OfficeRole.COMMUNICATIONS_EDITOR: frozenset({"edit_pages"}),
        OfficeRole.PLATFORM_ADMINISTRATOR: frozenset({"administer"}),
        OfficeRole.AUDITOR: frozenset({"audit"}),
        OfficeRole.BOARD_MEMBER: frozenset({"read_figures"}),
    }
)

# What a lead may give one person beyond their role.
GIVEABLE = frozenset({"contribute", "validate", "invite", "moderate", "edit_space", "coordinate"})

# Permissions that also bring a token: some things are read by those who may do something.
READING_PERMISSIONS = frozenset({"validate", "steward", "coordinate"})

# Roles a lead may give and take. Leads and stewards are named by the platform administrators: nobody makes an equal who
# could then put them out, and a steward corrects the texts of others.
GIVEN_BY_LEADS = frozenset(
    {
        NetworkRole.MEMBER,
        NetworkRole.CONTRIBUTOR,
        NetworkRole.VALIDATOR,
        NetworkRole.DEPUTY,
        NetworkRole.COORDINATOR,
    }
)

# Guests sit among the others but judge nothing and lead nothing.
ROLES_OF_GUESTS = frozenset({NetworkRole.MEMBER, NetworkRole.CONTRIBUTOR})
GIVEABLE_TO_GUESTS = frozenset({"contribute"})


def permissions_of_seat(role: str, capacity: str, extras: Iterable[str] = ()) -> frozenset[str]:
    """What one seat gives: the permissions of its role and what a lead gave beyond it; to observers nothing."""
    if capacity == Capacity.OBSERVER:
        return PERMISSIONS_OF_OBSERVERS
    return PERMISSIONS_OF_ROLE[NetworkRole(role)] | frozenset(extras)


def giveable_to(capacity: str, *, guest: bool) -> frozenset[str]:
    """Which further permissions a lead may give somebody who sits so."""
    if capacity == Capacity.OBSERVER:
        return PERMISSIONS_OF_OBSERVERS
    return GIVEABLE_TO_GUESTS if guest else GIVEABLE
