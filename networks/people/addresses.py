"""Mail addresses: one spelling for each mailbox, whichever form a browser or a person sends.

A domain with letters beyond ASCII is kept as the mail system knows it (`xn--bcher-kva.example`, RFC 5891) and shown as
people write it (`bücher.example`).
"""

from typing import Any

import idna
from django.db import models

from networks.text.characters import typed


def canonical(address: str) -> str:
    """The spelling under which an address is kept, compared and counted."""
    local, at, domain = typed(address).lower().rpartition("@")
    return f"{local}{at}{_for_mail_systems(domain)}"


def readable(address: str) -> str:
    """As people write it."""
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{idna.decode(domain)}" if "xn--" in domain else address
    except idna.IDNAError:
        return address


def _for_mail_systems(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError:
        return domain


class AddressField(models.EmailField):
    """Keeps and finds addresses in their one spelling, whoever asks."""

    def deconstruct(self) -> Any:
        """An e-mail column to the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        """For rows and for questions alike."""
        prepared = super().get_prep_value(value)
        return canonical(prepared) if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """What the row in memory says afterwards is what was kept."""
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value
