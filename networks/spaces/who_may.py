"""Who may do what here: a page made from the table that enforces it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from networks.access.roles import GIVEABLE, PERMISSIONS_OF_ROLE
from networks.spaces.enums import NetworkRole

PERMISSION_WORDS = {
    "discuss": _("Take part in discussions"),
    "contribute": _("Share records in the network"),
    "validate": _("Validate records of other Member States"),
    "invite": _("Invite members and answer requests"),
    "manage_members": _("Change roles and remove members"),
    "moderate": _("Remove posts and close topics"),
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
