"""A real, empty platform: what every installation holds before its first person signs in. All of it can be done again."""

from collections.abc import Callable

from django.db import transaction

from kb.founding.files import NETWORKS, PAGES, VOCABULARIES
from kb.founding.vocabularies import load_terms
from kb.pages.setup import make_site
from networks.access import grants
from networks.people.actions.invite_person import open_invitation
from networks.people.enums import ExpertKind
from networks.people.links import fresh_link
from networks.people.models import Expert
from networks.people.vocabularies import load_countries_languages_administrations
from networks.spaces.enums import OfficeRole
from networks.spaces.founding import open_seven_networks
from networks.spaces.models import Office

Say = Callable[[str], None]


class NotAnAdministrator(Exception):
    """The address belongs to somebody who is an expert: administrators' accounts are no experts."""


def load_vocabularies() -> None:
    """Countries, languages, administrations and the terms of records."""
    load_countries_languages_administrations(VOCABULARIES)
    load_terms(VOCABULARIES)


@transaction.atomic
def found_platform(say: Say) -> None:
    """Vocabularies, the seven networks and the pages. What people have changed since is left as it is."""
    say("Vocabularies")
    load_vocabularies()
    say("Seven networks, without people")
    open_seven_networks(NETWORKS)
    say("Site, pages and groups of the content management")
    make_site(PAGES)


@transaction.atomic
def name_administrator(email: str) -> str:
    """The platform administrator's account. Returns a link that signs in once; empty for an account that is in use.

    NotAnAdministrator when the address belongs to an expert.
    """
    expert = Expert.objects.filter(email=email).first() or _account(email)
    if expert.kind != ExpertKind.PLATFORM:
        raise NotAnAdministrator(email)
    office, made = Office.objects.get_or_create(expert=expert, role=OfficeRole.PLATFORM_ADMINISTRATOR)
    if made:
        grants.align_office(office)
    if expert.confirmed_at is not None:
        return ""
    return fresh_link(open_invitation(expert, None))


def _account(email: str) -> Expert:
    return Expert.objects.create_user(
        email, given_name="Platform", family_name="Administrator", kind=ExpertKind.PLATFORM
    )
