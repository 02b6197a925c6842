"""Who holds what waited for somebody that is gone: the other leads of a network, the deputy of a contact point."""

from django.db.models import QuerySet

from networks.access.acting import who_may
from networks.access.grants import holders
from networks.people.models import Administration, Expert
from networks.spaces.actions.hand_over import leads
from networks.spaces.enums import ADMINISTRATION_OFFICES, OfficeRole
from networks.spaces.models import Membership, Network, Office, Platform


def leading(network: Network) -> QuerySet[Expert]:
    """Lead and deputies of a network today."""
    return who_may("manage_members", network.pk)


def clearing(administration: Administration) -> QuerySet[Expert]:
    """Contact point and deputy of an administration today."""
    held = Office.objects.active().filter(administration=administration, role__in=ADMINISTRATION_OFFICES)
    return Expert.objects.active().filter(administration=administration, pk__in=held.values("expert"))


def administering() -> QuerySet[Expert]:
    """Those who name leads and contact points."""
    held = Office.objects.active().filter(role=OfficeRole.PLATFORM_ADMINISTRATOR).values("expert")
    return holders("administer", Platform(pk=1)).active().filter(pk__in=held)


def heirs_of_lead(seat: Membership) -> list[Expert] | None:
    """Who leads the network after this seat; None for a seat that leads nothing."""
    return list(leading(seat.network).exclude(pk=seat.expert_id)) if leads(seat.role) else None


def heirs_of_office(office: Office) -> list[Expert] | None:
    """Who clears after this office; None for one of the platform."""
    if office.administration is None:
        return None
    return list(clearing(office.administration).exclude(pk=office.expert_id))
