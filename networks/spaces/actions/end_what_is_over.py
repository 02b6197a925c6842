"""Rights that run out by date. Reading stops on the day itself; this tidies up and tells the sockets."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from networks.access.epoch import raise_epoch
from networks.people.models import Expert
from networks.spaces.actions.end_membership import end_membership
from networks.spaces.actions.offices import drop_office
from networks.spaces.enums import MembershipState
from networks.spaces.models import Membership, Office


def end_what_is_over(today: date | None = None) -> int:
    """End what ran out before today. Returns how many seats and offices ended."""
    day = today or timezone.localdate()
    return _end_seats(day) + _end_offices(day) + _end_accounts(day)


def _end_seats(day: date) -> int:
    over = Q(ends_on__lt=day) | Q(network__mandate_until__lt=day)
    seats = list(Membership.objects.filter(over, state=MembershipState.ACTIVE))
    for membership in seats:
        end_membership(membership, "seat.ended")
    return len(seats)


def _end_offices(day: date) -> int:
    offices = list(Office.objects.filter(ends_on__lt=day).select_related("expert"))
    for office in offices:
        with transaction.atomic():
            drop_office(office, None)
    return len(offices)


@transaction.atomic
def _end_accounts(day: date) -> int:
    expired = Expert.objects.filter(expires_on__lt=day, is_active=True)
    ended = expired.update(is_active=False)
    if ended:
        raise_epoch()
    return ended
