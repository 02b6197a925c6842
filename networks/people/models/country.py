"""Countries and languages as tables with their names in the official languages."""

from django.db import models
from django.utils.translation import get_language


class Named(models.Model):
    """A row with an English name and names by language code. Rows are deactivated, never deleted: drafts refer to them."""

    name = models.CharField(max_length=200)
    names = models.JSONField(default=dict, blank=True)
    active = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=999)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.names.get(get_language() or "en") or self.name)

    @property
    def sorts_as(self) -> str:
        """By the name that the reader sees."""
        return str(self)


class Country(Named):
    """A country by its EU code (EL for Greece), names from the Publications Office's table."""

    code = models.CharField(max_length=2, unique=True)
    iso2 = models.CharField(max_length=2)
    iso3 = models.CharField(max_length=3, blank=True)
    native_name = models.CharField(max_length=200, blank=True)
    member_state = models.BooleanField(default=False)
    celbet = models.BooleanField(default=False)

    class Meta:
        ordering = ["order", "name"]
        verbose_name_plural = "countries"


class Language(Named):
    """An official language of the Union by its ISO 639-1 code."""

    code = models.CharField(max_length=2, unique=True)
    native_name = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["order", "name"]
