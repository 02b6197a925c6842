"""Reads about networks and their seats."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from networks.access.reading import not_known
from networks.access.viewer import Viewer
from networks.people.enums import AdministrationKind
from networks.people.models import Administration
from networks.spaces.access import administers, is_member, may_invite, may_manage
from networks.spaces.enums import MembershipState, NetworkRole
from networks.spaces.models import Membership, Network, SilentOffer
from networks.text.sorting import in_order

ENDED_SHOWN = 25
SILENT_AFTER = timedelta(days=90)
LEADING = (NetworkRole.LEAD, NetworkRole.DEPUTY)


@dataclass(frozen=True)
class SeatCell:
    """One seat of an administration."""

    label: str
    state: str
    url: str = ""


@dataclass(frozen=True)
class SeatRow:
    """The seats of one administration."""

    label: str
    cells: tuple[SeatCell, ...]


def networks_looked_after(viewer: Viewer) -> QuerySet[Network]:
    """Every network, closed ones too, for those who look after the platform."""
    return Network.objects.all() if administers(viewer) else Network.objects.none()


def network_for(slug: str) -> Network:
    """The network of an address. Its name and introduction are public."""
    return get_object_or_404(Network, slug=slug)


def member_network(viewer: Viewer, slug: str) -> Network:
    """The network, for those who may see its people: members, and those who look after the platform."""
    network = network_for(slug)
    if not is_member(viewer, network) and not may_manage(viewer, network):
        raise not_known()
    return network


def seats_of(network: Network) -> QuerySet[Membership]:
    """Active seats with their people, by administration and name."""
    rows = Membership.objects.active().filter(network=network)
    return rows.select_related("expert", "expert__administration__country", "network").order_by(
        "expert__administration__name", "expert__sort_name"
    )


def waiting_in(viewer: Viewer, network: Network) -> list[Membership | SilentOffer]:
    """Requests and open invitations, for those who answer them; those that reach nobody stand among the others."""
    if not may_invite(viewer, network):
        return []
    open_ones = (MembershipState.REQUESTED, MembershipState.INVITED)
    rows = Membership.objects.filter(network=network, state__in=open_ones)
    seats = rows.select_related("expert__administration__country", "network")
    waiting = [*seats, *SilentOffer.objects.filter(network=network)]
    return sorted(waiting, key=lambda each: (_is_request(each), each.created_at))


def _is_request(each: Membership | SilentOffer) -> bool:
    return isinstance(each, Membership) and each.state == MembershipState.REQUESTED


def ended_in(viewer: Viewer, network: Network) -> list[Membership]:
    """The seats that ended last, and how, for those who manage the members."""
    if not may_manage(viewer, network):
        return []
    rows = Membership.objects.filter(network=network, state=MembershipState.ENDED)
    return list(
        rows.select_related("expert__administration__country", "ended_by", "network").order_by(
            F("ended_at").desc(nulls_last=True), "-pk"
        )[:ENDED_SHOWN]
    )


def removed_from(viewer: Viewer, network: Network, handle: str) -> Membership | None:
    """Whom a lead has removed, or given the membership back; for those who manage members."""
    if not may_manage(viewer, network):
        return None
    rows = Membership.objects.filter(network=network, expert__handle=handle)
    known = rows.filter(state__in=(MembershipState.ENDED, MembershipState.ACTIVE))
    return known.select_related("network", "expert").order_by("-pk").first()


def own_seat(viewer: Viewer, network: Network) -> Membership | None:
    """My open seat here, whatever its state."""
    rows = Membership.objects.filter(network=network, expert_id=viewer.expert_id)
    states = (MembershipState.REQUESTED, MembershipState.INVITED, MembershipState.ACTIVE)
    return rows.filter(state__in=states).select_related("network", "expert").first()


def leads_of(seats: list[Membership]) -> list[Membership]:
    """Lead and deputies among the seats, leads first."""
    found = [seat for seat in seats if seat.role in LEADING]
    return sorted(found, key=lambda seat: LEADING.index(NetworkRole(seat.role)))


def by_country(seats: list[Membership]) -> list[tuple[str, list[Membership]]]:
    """Members by the short name of their administration."""
    groups: dict[str, list[Membership]] = defaultdict(list)
    for seat in seats:
        administration = seat.expert.administration
        groups[administration.short_name if administration else _("Others")].append(seat)
    return in_order(groups.items(), lambda group: group[0])


def seat_map(viewer: Viewer, network: Network, seats: list[Membership]) -> list[SeatRow]:
    """Who speaks for which administration: every Member State with its vacancies, then the others who sit here."""
    taken: dict[int, list[Membership]] = defaultdict(list)
    for seat in seats:
        if seat.expert.administration_id:
            taken[seat.expert.administration_id].append(seat)
    states = Administration.objects.filter(kind=AdministrationKind.MEMBER_STATE).select_related("country")
    rows = {each.pk: each for each in in_order(states, _short_name)}
    others = {
        seat.expert.administration_id: seat.expert.administration
        for seat in seats
        if seat.expert.administration and seat.expert.administration_id not in rows
    }
    shown = [*rows.values(), *in_order(others.values(), _short_name)]
    return [_row(viewer, network, each, taken[each.pk]) for each in shown]


def _short_name(administration: Administration) -> str:
    return administration.short_name


def _row(
    viewer: Viewer, network: Network, administration: Administration, taken: list[Membership]
) -> SeatRow:
    cells = [_cell(viewer, seat) for seat in taken]
    vacant = max(network.seats_per_administration - len(cells), 0)
    free = SeatCell(pgettext("seat", "vacant"), "empty")
    return SeatRow(administration.short_name, (*cells, *[free] * vacant))


def _cell(viewer: Viewer, seat: Membership) -> SeatCell:
    state = "mine" if seat.expert_id == viewer.expert_id else "taken"
    label = seat.expert.full_name
    if is_silent(seat):
        label = _("%(name)s, inactive for 90 days") % {"name": label}
    # Whoever only looks after the platform sees no profiles, but the page of each account.
    place = "networks/administration/people" if administers(viewer) else "people"
    return SeatCell(label, state, f"/{place}/{seat.expert.handle}/")


def is_silent(seat: Membership) -> bool:
    """Nobody came from this seat for a quarter of a year."""
    moments = [at for at in (seat.expert.last_visit_at, seat.expert.last_login, seat.created_at) if at]
    return max(moments) < timezone.now() - SILENT_AFTER
