"""The first person of a new platform."""

from django.db import transaction

from networks.access import grants
from networks.people.actions.invite_person import open_invitation
from networks.people.enums import ExpertKind
from networks.people.links import fresh_link
from networks.people.models import Expert
from networks.spaces.enums import OfficeRole
from networks.spaces.models import Office


@transaction.atomic
def invite_first_administrator(email: str) -> str:
    """A one-time link for the platform's first administrator, good for seven days; empty once the account is in use.

    Asked again before the link was used, it gives a new link and the old one stops working. ValueError when the address
    belongs to somebody who is no administrator: rights are not handed out from a command line.
    """
    expert = Expert.objects.filter(email=email).first() or _account(email)
    if not expert.offices.filter(role=OfficeRole.PLATFORM_ADMINISTRATOR).exists():
        raise ValueError("This address belongs to an account that does not administer the platform.")
    if expert.confirmed_at is not None:
        return ""
    return fresh_link(open_invitation(expert, None))


def _account(email: str) -> Expert:
    expert = Expert.objects.create_user(
        email, given_name="Limes", family_name="Administrator", kind=ExpertKind.PLATFORM
    )
    grants.align_office(Office.objects.create(expert=expert, role=OfficeRole.PLATFORM_ADMINISTRATOR))
    return expert
