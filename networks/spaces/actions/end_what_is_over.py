"""Rights that run out by date. Reading stops on the day itself; this tidies up, tells people and the sockets."""

from datetime import date

from django.db import transaction

from networks.access.epoch import raise_epoch
from networks.events.models import Event
from networks.events.recording import record, record_each
from networks.people.actions.end_sessions import close_sessions
from networks.people.models import Expert
from networks.people.today import today
from networks.spaces.actions.end_membership import end_membership, end_memberships
from networks.spaces.actions.end_offers import end_offers_before
from networks.spaces.actions.offices import drop_office
from networks.spaces.enums import EndKind, MembershipState
from networks.spaces.models import Membership, Network, Office

MANDATE_ENDED = "network.mandate_ended"


def end_what_is_over(day: date | None = None) -> int:
    """End what ran out before today. Returns how many mandates, seats, invitations, offices and accounts ended."""
    day = day or today()
    seats = _end_seats(day) + end_offers_before(day)
    return _end_mandates(day) + seats + _end_offices(day) + _end_accounts(day)


def _end_mandates(day: date) -> int:
    over = Network.objects.filter(closed_at=None, mandate_until__lt=day)
    return sum(_end_mandate(network) for network in over)


@transaction.atomic
def _end_mandate(network: Network) -> bool:
    """Every seat ends, and what was shared there loses its network: told once for each end of a mandate."""
    Network.objects.select_for_update().get(pk=network.pk)
    end_memberships(network.memberships.all(), EndKind.MANDATE)
    until = str(network.mandate_until)
    told = Event.objects.filter(kind=MANDATE_ENDED, subject_type="spaces.network", subject_id=network.pk)
    if told.filter(data__until=until).exists():
        return False
    record(MANDATE_ENDED, network, until=until)
    return True


def _end_seats(day: date) -> int:
    seats = list(Membership.objects.filter(ends_on__lt=day, state=MembershipState.ACTIVE))
    for membership in seats:
        end_membership(membership, EndKind.RAN_OUT)
    return len(seats)


def _end_offices(day: date) -> int:
    offices = list(Office.objects.filter(ends_on__lt=day).select_related("expert", "administration"))
    for office in offices:
        with transaction.atomic():
            drop_office(office, None)
    return len(offices)


@transaction.atomic
def _end_accounts(day: date) -> int:
    """The contact point is told: whether somebody left, or comes back, is for people to say."""
    expired = list(Expert.objects.select_for_update().filter(expires_on__lt=day, is_active=True))
    if expired:
        Expert.objects.filter(pk__in=[each.pk for each in expired]).update(is_active=False)
        for each in expired:
            close_sessions(each)
        raise_epoch()
        record_each("person.expired", expired)
    return len(expired)
