"""Many people for load tests, with seats and what guardian holds for them."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from kb.founding.demo.clearing import SCALED
from kb.founding.demo.world import SIGN_IN_WITH, World, at, reference_of
from kb.founding.files import Table
from kb.founding.rows import insert
from networks.access import grants
from networks.people.models import Expert, ExpertLanguage
from networks.spaces.enums import MembershipState, NetworkRole
from networks.spaces.models import Membership

ROLES = (NetworkRole.CONTRIBUTOR, NetworkRole.MEMBER, NetworkRole.VALIDATOR)
WEIGHTS = (60, 30, 10)
CONTRIBUTING = (NetworkRole.CONTRIBUTOR, NetworkRole.VALIDATOR, NetworkRole.LEAD, NetworkRole.DEPUTY)


@dataclass
class Crowd:
    """Who may own and say something, by network id; people by id."""

    people: dict[int, Expert] = field(default_factory=dict)
    contributors: dict[int, list[int]] = field(default_factory=dict)

    def add(self, seats: list[Membership]) -> None:
        """Remember whose seats let them contribute."""
        for seat in seats:
            if seat.role in CONTRIBUTING:
                self.contributors.setdefault(seat.network_id, []).append(seat.expert_id)


def make_crowd(world: World, rows: list[Table], times: int, dice: Random) -> Crowd:
    """So many more people for each written one: of the same administration, with seats in the same networks."""
    seats = list(Membership.objects.filter(expert__in=world.people.values()))
    crowd = Crowd({each.pk: each for each in world.people.values()})
    crowd.add(seats)
    plain = [row for row in rows if row["kind"] == "national" and row.get("memberships")]
    models = [row for row in plain for _copy in range(times)] + dice.choices(
        plain, k=times * (len(rows) - len(plain))
    )
    password = make_password(SIGN_IN_WITH)
    people = [_person(world, row, place, dice, rows, password) for place, row in enumerate(models)]
    insert(Expert, people)
    insert(
        EmailAddress,
        [EmailAddress(user=each, email=each.email, verified=True, primary=True) for each in people],
    )
    _languages(world, people, models)
    new = [seat for each, row in zip(people, models, strict=True) for seat in _seats(world, each, row, dice)]
    insert(Membership, new)
    grants.grant_in_bulk(new, [])
    crowd.people |= {each.pk: each for each in people}
    crowd.add(new)
    return crowd


def _person(world: World, row: Table, place: int, dice: Random, rows: list[Table], password: str) -> Expert:
    near = [each for each in rows if each["language"] == row["language"]]
    joined = at(world.today - timedelta(days=dice.randint(30, 300)))
    return Expert(
        handle=reference_of(f"person/{place}", 8).lower(),
        email=f"person{place + 1:05}{SCALED}",
        given_name=dice.choice(near)["given_name"],
        family_name=dice.choice(near)["family_name"],
        kind=row["kind"],
        administration=world.administrations[row["administration"]],
        job_title=row["job_title"],
        expertise=row.get("expertise", []),
        password=password,
        is_demo=True,
        confirmed_at=joined,
        joined_at=joined,
        last_visit_at=at(world.today - timedelta(days=dice.randint(1, 25))),
    )


def _languages(world: World, people: list[Expert], models: list[Table]) -> None:
    insert(
        ExpertLanguage,
        [
            ExpertLanguage(expert=each, language=world.languages[spoken["code"]], level=spoken["cefr"])
            for each, row in zip(people, models, strict=True)
            for spoken in row["languages"]
        ],
    )


def _seats(world: World, expert: Expert, row: Table, dice: Random) -> list[Membership]:
    begun = expert.joined_at.date()
    return [
        Membership(
            network=world.networks[each["network"]],
            expert=expert,
            administration=expert.administration,
            role=dice.choices(ROLES, WEIGHTS)[0],
            capacity=each.get("capacity", "expert"),
            state=MembershipState.ACTIVE,
            starts_on=begun,
            created_at=expert.joined_at,
            changed_at=expert.joined_at,
        )
        for each in row["memberships"]
    ]
