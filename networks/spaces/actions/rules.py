"""What the seats of a network must obey, whoever gives them. Each check raises ValidationError with a sentence."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from networks.access.roles import ROLES_OF_GUESTS
from networks.people.enums import ExpertKind
from networks.people.models import Expert
from networks.spaces.enums import OPEN_STATES, Capacity
from networks.spaces.models import Membership, Network


def check_open(network: Network) -> None:
    """A closed network takes nobody."""
    if not Network.objects.open().filter(pk=network.pk).exists():
        raise ValidationError(_("The mandate of this network has ended."))


def check_may_sit(network: Network, expert: Expert, role: str) -> None:
    """Accounts of the platform sit nowhere; guests take plain seats, and those of third countries one only."""
    if expert.kind == ExpertKind.PLATFORM:
        raise ValidationError(_("Accounts of the platform are not members of networks."))
    if expert.is_guest and role not in ROLES_OF_GUESTS:
        raise ValidationError(_("Guests can be members or contributors."))
    others = Membership.objects.filter(expert=expert, state__in=OPEN_STATES).exclude(network=network)
    if expert.kind == ExpertKind.THIRD_COUNTRY and others.exists():
        raise ValidationError(_("Guests of third countries take part in one network only."))


def check_no_seat(network: Network, expert: Expert) -> None:
    """One open seat each."""
    if Membership.objects.filter(network=network, expert=expert, state__in=OPEN_STATES).exists():
        raise ValidationError(_("This person already has a seat here, or is invited, or has asked for one."))


def check_seat_free(network: Network, expert: Expert, capacity: str) -> None:
    """Each administration fills its seats; observers sit beside them."""
    if capacity == Capacity.OBSERVER or expert.administration_id is None:
        return
    taken = Membership.objects.active().filter(network=network, administration_id=expert.administration_id)
    if taken.exclude(capacity=Capacity.OBSERVER).count() >= network.seats_per_administration:
        raise ValidationError(
            _("All seats of this administration are taken. End one of them first, or invite as an observer.")
        )
