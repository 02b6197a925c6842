"""The people of the demo world: accounts, languages, offices, seats with what guardian holds for them."""

from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from kb.founding.demo.world import SIGN_IN_WITH, World, at
from kb.founding.files import Table
from networks.access import grants
from networks.access.models import ExtraPermission
from networks.access.roles import PERMISSIONS_OF_ROLE
from networks.people.models import Expert, ExpertLanguage
from networks.spaces.enums import ADMINISTRATION_OFFICES, MembershipState, NetworkRole
from networks.spaces.models import Membership, Office

# What a second role adds to the first is given as a further permission.
PERMISSION_OF_FURTHER_ROLE = {
    NetworkRole.CONTRIBUTOR: "contribute",
    NetworkRole.VALIDATOR: "validate",
    NetworkRole.COORDINATOR: "coordinate",
}
LEVELS = {"C2": "native"}


def seed_people(world: World, rows: list[Table]) -> None:
    """Accounts stand under their addresses from one seeding to the next; what they hold is made anew."""
    password = make_password(SIGN_IN_WITH)
    for row in rows:
        _account(world, row, password)
    _addresses(world)
    _languages(world, rows)
    offices = [office for row in rows for office in _offices(world, row)]
    seats = [seat for row in rows for seat in _seats(world, row)]
    Office.objects.bulk_create(offices)
    Membership.objects.bulk_create(seats)
    _further_permissions(seats, rows)
    grants.grant_in_bulk(seats, offices)


def _account(world: World, row: Table, password: str) -> None:
    joined = at(date(2026, 1, 5)) + timedelta(days=_place(row["email"], 60))
    code = row.get("administration")
    facts: dict[str, Any] = {
        name: row.get(name, "") for name in ("given_name", "family_name", "kind", "job_title", "about")
    }
    facts |= {
        "administration": world.administrations[code] if code else None,
        "expertise": row.get("expertise", []),
        "password": password,
        "confirmed_at": joined,
        "is_active": not row.get("suspended", False),
        "expires_on": None,
        "is_demo": True,
        "last_visit_at": timezone.now() - timedelta(days=4, hours=_place(row["email"], 48)),
    }
    expert, _made = Expert.objects.update_or_create(email=row["email"], defaults=facts)
    Expert.objects.filter(pk=expert.pk).update(joined_at=joined)


def _place(email: str, most: int) -> int:
    """A number for each address, the same in every seeding."""
    return sum(email.encode()) % most


def _addresses(world: World) -> None:
    EmailAddress.objects.bulk_create(
        (
            EmailAddress(user=each, email=each.email, verified=True, primary=True)
            for each in world.people.values()
        ),
        ignore_conflicts=True,
    )


def _languages(world: World, rows: list[Table]) -> None:
    ExpertLanguage.objects.bulk_create(
        ExpertLanguage(
            expert=world.people[row["email"]],
            language=world.languages[each["code"]],
            level=LEVELS.get(each["cefr"], each["cefr"]) if each["code"] == row["language"] else each["cefr"],
        )
        for row in rows
        for each in row["languages"]
    )


def _offices(world: World, row: Table) -> list[Office]:
    expert = world.people[row["email"]]
    return [
        Office(
            expert=expert,
            role=role,
            administration=expert.administration if role in ADMINISTRATION_OFFICES else None,
            starts_on=date(2026, 1, 1),
        )
        for role in row.get("offices", [])
    ]


def _seats(world: World, row: Table) -> list[Membership]:
    expert = world.people[row["email"]]
    return [
        Membership(
            network=world.networks[each["network"]],
            expert=expert,
            administration=expert.administration,
            role=each["role"],
            capacity=each.get("capacity", "expert"),
            state=MembershipState.ACTIVE,
            starts_on=_start(world, each["network"], row["email"]),
        )
        for each in row.get("memberships", [])
    ]


def _start(world: World, slug: str, email: str) -> date:
    """Some weeks after the mandate began, never in the future."""
    begun = world.networks[slug].mandate_from or date(2026, 1, 1)
    return min(begun + timedelta(days=_place(email + slug, 45)), world.today)


def _further_permissions(seats: list[Membership], rows: list[Table]) -> None:
    listed = [each for row in rows for each in row.get("memberships", [])]
    extras = []
    for seat, each in zip(seats, listed, strict=True):
        wanted = {PERMISSION_OF_FURTHER_ROLE[NetworkRole(role)] for role in each.get("also", [])}
        for codename in sorted(wanted - PERMISSIONS_OF_ROLE[NetworkRole(seat.role)]):
            extras.append(ExtraPermission(membership=seat, codename=codename))
    ExtraPermission.objects.bulk_create(extras)
