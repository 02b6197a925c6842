"""People, networks and markings for tests. What guardian and the token rows hold is made by the code that makes it in earnest."""

from datetime import timedelta
from typing import Any

import factory
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.utils import timezone
from factory.django import DjangoModelFactory

from networks.access import grants
from networks.access.actions.mark import mark
from networks.access.enums import Exposure, Label, Shape
from networks.access.models import ExtraPermission, Marking
from networks.people.enums import AdministrationKind, ExpertKind
from networks.people.models import Administration, Country, Expert, Language
from networks.spaces.enums import Joining, MembershipState, NetworkRole, OfficeRole
from networks.spaces.models import Membership, Network, Office

PASSWORD = "a long enough password"
SECRET = "JBSWY3DPEHPK3PXP"
ROLES_WITH_A_FACTOR = (
    NetworkRole.LEAD,
    NetworkRole.DEPUTY,
    NetworkRole.STEWARD,
    OfficeRole.PLATFORM_ADMINISTRATOR,
)


class CountryFactory(DjangoModelFactory):
    """A Member State."""

    class Meta:
        model = Country
        django_get_or_create = ("code",)

    code = factory.Iterator(["PL", "FI", "RO", "EL", "DE", "FR", "IT", "ES"])
    iso2 = factory.SelfAttribute("code")
    name = factory.LazyAttribute(lambda each: f"Country {each.code}")
    member_state = True


class LanguageFactory(DjangoModelFactory):
    """A language people speak."""

    class Meta:
        model = Language
        django_get_or_create = ("code",)

    code = "pl"
    name = "Polish"


class AdministrationFactory(DjangoModelFactory):
    """A customs administration of a Member State."""

    class Meta:
        model = Administration

    code = factory.Sequence(lambda number: f"A{number}")
    name = factory.Sequence(lambda number: f"Customs administration {number}")
    kind = AdministrationKind.MEMBER_STATE
    country = factory.SubFactory(CountryFactory)

    class Params:
        third_country = factory.Trait(kind=AdministrationKind.THIRD_COUNTRY)
        agency = factory.Trait(kind=AdministrationKind.AGENCY, country=None)
        commission = factory.Trait(kind=AdministrationKind.COMMISSION, country=None)


class ExpertFactory(DjangoModelFactory):
    """A confirmed national expert. Sign in with PASSWORD."""

    class Meta:
        model = Expert
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@customs.example")
    given_name = factory.Sequence(lambda number: f"Given{number}")
    family_name = factory.Sequence(lambda number: f"Family{number}")
    administration = factory.SubFactory(AdministrationFactory)
    confirmed_at = factory.LazyFunction(timezone.now)
    password = factory.django.Password(PASSWORD)

    class Params:
        invited = factory.Trait(confirmed_at=None, password="!")
        suspended = factory.Trait(is_active=False)
        expired = factory.Trait(
            expires_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=1))
        )
        third_country = factory.Trait(
            kind=ExpertKind.THIRD_COUNTRY,
            administration=factory.SubFactory(AdministrationFactory, third_country=True),
        )
        agency = factory.Trait(
            kind=ExpertKind.AGENCY, administration=factory.SubFactory(AdministrationFactory, agency=True)
        )
        commission = factory.Trait(
            kind=ExpertKind.COMMISSION,
            administration=factory.SubFactory(AdministrationFactory, commission=True),
        )
        platform = factory.Trait(kind=ExpertKind.PLATFORM, administration=None)


class NetworkFactory(DjangoModelFactory):
    """An open network that takes members by invitation."""

    class Meta:
        model = Network

    slug = factory.Sequence(lambda number: f"network-{number}")
    name = factory.Sequence(lambda number: f"Network {number}")
    introduction = "What this network is for."

    class Params:
        on_request = factory.Trait(joining=Joining.REQUEST)
        closed = factory.Trait(closed_at=factory.LazyFunction(timezone.now))


def second_factor(expert: Expert) -> Authenticator:
    """An authenticator app, as those have whose role asks for it. Its key is SECRET."""
    kept = get_adapter().encrypt(SECRET)
    found, _made = Authenticator.objects.get_or_create(
        user=expert, type=Authenticator.Type.TOTP, defaults={"data": {"secret": kept}}
    )
    return found


def seat(network: Network, expert: Expert, role: str = NetworkRole.MEMBER, **fields: Any) -> Membership:
    """A seat, active unless said otherwise, with what guardian holds for it."""
    fields.setdefault("state", MembershipState.ACTIVE)
    fields.setdefault("administration", expert.administration)
    membership = Membership.objects.create(network=network, expert=expert, role=role, **fields)
    grants.align_membership(membership)
    if role in ROLES_WITH_A_FACTOR:
        second_factor(expert)
    return membership


def extra(membership: Membership, codename: str) -> None:
    """One further permission for one person in one network."""
    ExtraPermission.objects.create(membership=membership, codename=codename)
    grants.align_membership(membership)


def office(expert: Expert, role: str, **fields: Any) -> Office:
    """An office of the person's own administration, or of the platform."""
    if role in (OfficeRole.NCP, OfficeRole.DEPUTY_NCP):
        fields.setdefault("administration", expert.administration)
    held = Office.objects.create(expert=expert, role=role, **fields)
    grants.align_office(held)
    if role in ROLES_WITH_A_FACTOR:
        second_factor(expert)
    return held


def administrator(**fields: Any) -> Expert:
    """A platform administrator: an account that is no expert."""
    expert = ExpertFactory(platform=True, **fields)
    office(expert, OfficeRole.PLATFORM_ADMINISTRATOR)
    return expert


def marking(
    label: str = Label.AMBER,
    *,
    networks: Any = (),
    administrations: Any = (),
    recipients: Any = (),
    contributors: Any = (),
    **fields: Any,
) -> Marking:
    """A published record's marking unless said otherwise, with its token rows."""
    fields.setdefault("shape", Shape.RECORD)
    fields.setdefault("exposure", Exposure.PUBLISHED)
    made = Marking.objects.create(label=label, **fields)
    made.networks.set(networks)
    made.administrations.set(administrations)
    made.recipients.set(recipients)
    made.contributors.set(contributors)
    mark(made)
    return made
