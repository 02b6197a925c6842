"""Who may do what here: a page made from the table that enforces it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from networks.access.roles import (
    GIVEABLE,
    GIVEABLE_TO_GUESTS,
    PERMISSIONS_OF_OBSERVERS,
    PERMISSIONS_OF_ROLE,
    ROLES_OF_GUESTS,
)
from networks.spaces.enums import NetworkRole

PERMISSION_WORDS = {
    "discuss": _("Take part in discussions"),
    "contribute": _("Share records in the network"),
    "validate": _("Validate records of other Member States"),
    "invite": _("Invite members and answer requests"),
    "manage_members": _("Change roles and remove members"),
    "moderate": _("Remove posts and close discussions"),
    "edit_space": _("Edit mandate, introduction and house rules"),
    "steward": _("Correct published records"),
    "coordinate": _("Coordinate training and read feedback on trainers"),
}


@dataclass(frozen=True)
class Row:
    """A permission and the roles that have it."""

    words: str
    roles: tuple[str, ...]
    giveable: bool


def who_may_do_less() -> list[str]:
    """What holds for observers and guests, from the same table."""
    held = [str(PERMISSION_WORDS[name]) for name in PERMISSION_WORDS if name in PERMISSIONS_OF_OBSERVERS]
    roles = ", ".join(str(role.label) for role in NetworkRole if role in ROLES_OF_GUESTS)
    given = ", ".join(str(PERMISSION_WORDS[name]) for name in PERMISSION_WORDS if name in GIVEABLE_TO_GUESTS)
    return [
        _("Observers: %(what)s.") % {"what": ", ".join(held) if held else _("read only")},
        _("Guests, in one network only: %(roles)s. A lead can grant them: %(given)s.")
        % {"roles": roles, "given": given},
    ]


def who_may_do_what() -> list[Row]:
    """One row per permission, in the order of the table above."""
    return [
        Row(
            str(words),
            tuple(str(role.label) for role in NetworkRole if codename in PERMISSIONS_OF_ROLE[role]),
            codename in GIVEABLE,
        )
        for codename, words in PERMISSION_WORDS.items()
    ]
