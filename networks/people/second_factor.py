"""Who has a second factor, and which accounts are never asked for one."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from networks.people.models import Expert

# Recovery codes stand in for a lost factor; alone they are none.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def factors_of(expert: Expert) -> QuerySet[Authenticator]:
    """Authenticator app and passkeys of a person."""
    return Authenticator.objects.filter(user=expert, type__in=FACTORS)


def has_second_factor(expert: Expert) -> bool:
    """Whether signing in asks this person for more than the password. One query."""
    return factors_of(expert).exists()


def is_excused(expert: Expert) -> bool:
    """Accounts that the demo world made, where there may be a demo world: never in production."""
    return bool(settings.DEMO_ACCOUNTS and expert.is_demo)


def reference_of(authenticator: Authenticator) -> str:
    """What a passkey is called in addresses: numbers of rows never leave the server."""
    return salted_hmac("networks.people.second_factor", str(authenticator.pk)).hexdigest()[:12]
