"""What allauth asks about second factors: secrets are kept encrypted, and nobody takes off the one their role asks for."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

from networks.access.sessions import is_asked
from networks.access.viewer import viewer_of
from networks.people import allauth_words
from networks.people.second_factor import FACTORS, factors_of


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's adapter with our words and our keeping of secrets. Mails leave through networks.notices."""

    error_messages = {**DefaultMFAAdapter.error_messages, **allauth_words.SECOND_FACTOR}

    def encrypt(self, text: str) -> str:
        """With a key of our own: a copy of the database alone proves nothing."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The other way. InvalidToken when the application's key was changed without keeping the old one."""
        return _keys().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last factor of somebody whose role asks for one."""
        person = authenticator.user
        if authenticator.type not in FACTORS or not is_asked(viewer_of(person)):
            return True
        return factors_of(person).exclude(pk=authenticator.pk).exists()

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Letters about factors are our own (networks.people.factor_acts)."""

    def _get_site_name(self) -> str:
        return "Limes"


def _keys() -> MultiFernet:
    """The application's key, then older ones that still open what they closed."""
    return MultiFernet(
        [Fernet(_derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _derived(key: str) -> bytes:
    digest = hashlib.sha256(b"networks.people.factor_adapter:" + key.encode()).digest()
    return base64.urlsafe_b64encode(digest)
