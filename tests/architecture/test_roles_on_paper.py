"""The pages of docs/roles/ say what networks.access enforces."""

import re
from pathlib import Path

import pytest

from networks.access.roles import (
    GIVEABLE_TO_GUESTS,
    GIVEN_BY_LEADS,
    PERMISSIONS_OF_OBSERVERS,
    PERMISSIONS_OF_OFFICE,
    PERMISSIONS_OF_ROLE,
    ROLES_OF_GUESTS,
    ROLES_OF_OBSERVERS,
)
from networks.spaces.enums import NetworkRole, OfficeRole
from tests.architecture.source import ROOT

PAGES = ROOT / "docs" / "roles"
TABLE = {
    str(role.value): held for role, held in (*PERMISSIONS_OF_ROLE.items(), *PERMISSIONS_OF_OFFICE.items())
}
CODE = re.compile(r"`([a-z_]+)`")


def page(name: str) -> str:
    return Path(PAGES / f"{name}.md").read_text()


def line(text: str, begins: str) -> str:
    return next(each for each in text.splitlines() if each.startswith(begins))


@pytest.mark.parametrize("role", sorted(TABLE))
def test_a_page_names_exactly_the_permissions_of_its_role(role: str) -> None:
    assert set(CODE.findall(line(page(role), "Permissions:"))) == TABLE[role]


def test_every_role_has_its_page_and_no_page_is_of_a_role_that_is_gone() -> None:
    pages = {path.stem for path in PAGES.glob("*.md")} - {"README", "guest", "observer"}
    assert pages == set(TABLE) == {str(role.value) for role in (*NetworkRole, *OfficeRole)}
    listed = page("README")
    assert all(f"({name}.md)" in listed for name in pages)


def test_the_page_of_guests_names_what_guests_may_be_given() -> None:
    roles, _, further = line(page("guest"), "Roles:").partition(".")
    assert set(CODE.findall(roles)) == ROLES_OF_GUESTS
    assert set(CODE.findall(further)) == GIVEABLE_TO_GUESTS


def test_the_page_of_observers_names_what_observers_hold() -> None:
    assert set(CODE.findall(line(page("observer"), "Roles:"))) == ROLES_OF_OBSERVERS
    assert set(CODE.findall(line(page("observer"), "Permissions:"))) == PERMISSIONS_OF_OBSERVERS


@pytest.mark.parametrize("role", sorted(NetworkRole.values))
def test_a_page_says_the_lead_gives_a_role_only_where_leads_give_it(role: str) -> None:
    granted = re.search(r"\*\*Granted by\*\* (.*)", page(role))
    if granted:
        assert ("lead" in granted[1]) == (role in GIVEN_BY_LEADS)
