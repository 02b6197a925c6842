"""The only door to django-guardian. Grants follow roles: giving a role grants its permissions, ending it takes them away."""

from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from guardian.models import UserObjectPermission
from guardian.shortcuts import assign_perm, remove_perm

from networks.access.models import ExtraPermission
from networks.access.roles import PERMISSIONS_OF_OFFICE, permissions_of_seat
from networks.people.models import Administration, Expert
from networks.spaces.enums import ADMINISTRATION_OFFICES, MembershipState, OfficeRole
from networks.spaces.models import Membership, Network, Office, Platform

Target = Network | Administration | Platform
Grant = tuple[str, str, int]


def kind_of(target: Target) -> str:
    """`network`, `administration` or `platform`: the word grants use for a target's model."""
    return str(target._meta.model_name)


def grants_of(expert: Expert) -> set[Grant]:
    """Everything guardian holds for a person: (codename, kind of target, id), in one query."""
    rows = UserObjectPermission.objects.filter(user=expert).values_list(
        "permission__codename", "content_type__model", "object_pk"
    )
    return {(codename, model, int(pk)) for codename, model, pk in rows}


def holders(codename: str, target: Target) -> QuerySet[Expert]:
    """People to whom guardian grants `codename` on `target`, active or not."""
    rows = UserObjectPermission.objects.filter(
        user=OuterRef("pk"),
        permission__codename=codename,
        content_type=ContentType.objects.get_for_model(target),
        object_pk=str(target.pk),
    )
    return Expert.objects.filter(Exists(rows))


def holds_in_network(codename: str, network_id: int) -> Q:
    """Condition on experts: guardian grants `codename` on this network."""
    rows = UserObjectPermission.objects.filter(
        user=OuterRef("pk"),
        permission__codename=codename,
        content_type=ContentType.objects.get_for_model(Network),
        object_pk=str(network_id),
    )
    return Q(Exists(rows))


def align_membership(membership: Membership) -> None:
    """Make guardian hold exactly what this person's seats in the network give now, extras included."""
    seats = Membership.objects.filter(
        expert=membership.expert, network=membership.network, state=MembershipState.ACTIVE
    )
    wanted: set[str] = set()
    for seat in seats:
        extras = ExtraPermission.objects.filter(membership=seat).values_list("codename", flat=True)
        wanted |= permissions_of_seat(seat.role, seat.capacity, extras)
    _align(membership.expert, membership.network, wanted)


def align_office(office: Office) -> None:
    """Make guardian hold exactly what this person's offices on the same target give now."""
    same_target = Office.objects.filter(expert=office.expert, administration=office.administration)
    wanted: set[str] = set()
    for each in same_target:
        wanted |= PERMISSIONS_OF_OFFICE[OfficeRole(each.role)]
    _align(office.expert, _target_of(office), wanted)


def _target_of(office: Office) -> Target:
    if office.role in ADMINISTRATION_OFFICES and office.administration is not None:
        return office.administration
    return Platform.objects.get(pk=1)


def _align(expert: Expert, target: Target, wanted: Iterable[str]) -> None:
    held = {
        codename for codename, kind, pk in grants_of(expert) if (kind, pk) == (kind_of(target), target.pk)
    }
    for codename in set(wanted) - held:
        assign_perm(codename, expert, target)
    for codename in held - set(wanted):
        remove_perm(codename, expert, target)


def grant_in_bulk(memberships: Iterable[Membership], offices: Iterable[Office]) -> None:
    """Grants for many new seats and offices in a few queries: for the demo world and imports. Takes nothing away."""
    seats = list(memberships)
    extras = _extras(seats)
    wanted: list[tuple[int, Target, str]] = []
    for seat in seats:
        codes = permissions_of_seat(seat.role, seat.capacity, extras.get(seat.pk, set()))
        wanted += [(seat.expert_id, seat.network, code) for code in sorted(codes)]
    for office in offices:
        codes = PERMISSIONS_OF_OFFICE[OfficeRole(office.role)]
        wanted += [(office.expert_id, _target_of(office), code) for code in sorted(codes)]
    _write(wanted)


def _extras(seats: Iterable[Membership]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    given = ExtraPermission.objects.filter(membership__network__in={seat.network_id for seat in seats})
    for seat_id, codename in given.values_list("membership_id", "codename"):
        found.setdefault(seat_id, set()).add(codename)
    return found


def _write(wanted: list[tuple[int, Target, str]]) -> None:
    types = ContentType.objects.get_for_models(Network, Administration, Platform)
    rows = Permission.objects.filter(content_type__in=types.values())
    permissions = {(each.content_type_id, each.codename): each for each in rows}
    UserObjectPermission.objects.bulk_create(
        (
            UserObjectPermission(
                user_id=expert_id,
                permission=permissions[types[type(target)].pk, codename],
                content_type=types[type(target)],
                object_pk=str(target.pk),
            )
            for expert_id, target, codename in wanted
        ),
        batch_size=2000,
        ignore_conflicts=True,
    )
