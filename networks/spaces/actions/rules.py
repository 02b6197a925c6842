"""What the seats of a network must obey, whoever gives them. Each check raises ValidationError with a sentence."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from networks.access.roles import ROLES_OF_GUESTS, ROLES_OF_OBSERVERS
from networks.people.enums import ExpertKind
from networks.people.models import Administration, Expert
from networks.spaces.enums import OPEN_STATES, Capacity
from networks.spaces.models import Membership, Network


def check_open(network: Network) -> None:
    """A closed network takes nobody."""
    if not Network.objects.open().filter(pk=network.pk).exists():
        raise ValidationError(_("The mandate of this network has ended."))


def usual_capacity(expert: Expert) -> Capacity:
    """As what somebody sits here unless said otherwise: the Commission observes."""
    return Capacity.OBSERVER if expert.kind == ExpertKind.COMMISSION else Capacity.EXPERT


def check_may_sit(network: Network, expert: Expert, role: str, capacity: str) -> None:
    """Accounts of the platform sit nowhere, the Commission observes, observers hold no role, guests take one plain seat."""
    if expert.kind == ExpertKind.PLATFORM:
        raise ValidationError(_("Platform accounts cannot be members of networks."))
    if expert.kind == ExpertKind.COMMISSION and capacity != Capacity.OBSERVER:
        raise ValidationError(_("Colleagues from the Commission can only be observers."))
    if capacity == Capacity.OBSERVER and role not in ROLES_OF_OBSERVERS:
        raise ValidationError(_("Observers can only have the role of member."))
    if expert.is_guest:
        _check_guest(network, expert, role)


def _check_guest(network: Network, expert: Expert, role: str) -> None:
    if role not in ROLES_OF_GUESTS:
        raise ValidationError(_("Guests can be members or contributors."))
    # Two leads who invite the same guest in the same moment wait for each other here.
    Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    others = Membership.objects.filter(expert=expert, state__in=OPEN_STATES).exclude(network=network)
    if others.exists():
        raise ValidationError(_("Guests can be members of one network only."))


def check_no_seat(network: Network, expert: Expert) -> None:
    """One open seat each. Two who offer or ask for it in the same moment, or one who clicks twice, wait for each other here."""
    Expert.objects.select_for_update(of=("self",), no_key=True).get(pk=expert.pk)
    if Membership.objects.filter(network=network, expert=expert, state__in=OPEN_STATES).exists():
        raise ValidationError(_("This person is already a member, has been invited or has asked to join."))


def check_seat_free(network: Network, expert: Expert, capacity: str) -> None:
    """Each administration fills its seats; observers sit beside them."""
    if capacity == Capacity.OBSERVER or expert.administration_id is None:
        return
    # Two people of one administration who take its last seat in the same moment wait for each other here.
    Administration.objects.select_for_update(no_key=True).get(pk=expert.administration_id)
    taken = Membership.objects.active().filter(network=network, administration_id=expert.administration_id)
    if taken.exclude(capacity=Capacity.OBSERVER).count() >= network.seats_per_administration:
        raise ValidationError(
            _(
                "All seats of this administration are taken. Remove a member first, or invite the person as an observer."
            )
        )
