"""The bodies experts speak for."""

from django.db import models

from networks.people.enums import AdministrationKind
from networks.people.models.country import Country


class Administration(models.Model):
    """A national customs administration, a Commission service, an agency or a third country's customs."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    native_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=AdministrationKind.choices)
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="administrations"
    )

    class Meta:
        ordering = ["name"]
        permissions = [
            ("clear", "Clear what the administration contributes"),
            ("invite_colleagues", "Invite colleagues of the administration"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sorts_as(self) -> str:
        """By the name that the reader sees."""
        return self.name

    @property
    def short_name(self) -> str:
        """The country's name for a Member State or third country, otherwise the body's code."""
        return str(self.country) if self.country_id else self.code
