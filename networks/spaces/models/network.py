"""A network of national experts: a closed space with a mandate."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.people.today import day_of, today
from networks.spaces.enums import Area, Joining


class NetworkQuerySet(models.QuerySet["Network"]):
    """Sentences about networks."""

    def open(self) -> "NetworkQuerySet":
        """Networks whose mandate runs today."""
        return self.filter(closed_at=None).filter(Q(mandate_until=None) | Q(mandate_until__gte=today()))


class Network(models.Model):
    """A space whose members work together. Its permissions hang on this row (networks.access.roles)."""

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    area = models.CharField(_("priority area"), max_length=40, choices=Area.choices, blank=True)
    introduction = models.CharField(_("in one sentence"), max_length=300, blank=True)
    mandate = models.TextField(_("mandate"), blank=True)
    house_rules = models.TextField(_("house rules"), blank=True)
    mandate_from = models.DateField(_("mandate from"), null=True, blank=True)
    mandate_until = models.DateField(_("mandate until"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    seats_per_administration = models.PositiveSmallIntegerField(_("seats per administration"), default=2)
    joining = models.CharField(
        _("how members join"), max_length=20, choices=Joining.choices, default=Joining.INVITATION
    )
    order = models.PositiveSmallIntegerField(default=100)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        permissions = [
            ("discuss", "Take part in discussions"),
            ("contribute", "Publish records in the network"),
            ("validate", "Validate records of other Member States"),
            ("invite", "Invite and accept members"),
            ("manage_members", "Change roles and remove members"),
            ("moderate", "Remove posts and close discussions"),
            ("edit_space", "Edit mandate, introduction and house rules"),
            ("steward", "Correct published records"),
            ("coordinate", "Coordinate training"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The network's home."""
        return reverse("spaces:home", args=[self.slug])

    @property
    def last_day(self) -> date | None:
        """The day on which it was closed or its mandate ran out; None while it is open."""
        if self.closed_at is not None:
            return day_of(self.closed_at)
        over = self.mandate_until is not None and self.mandate_until < today()
        return self.mandate_until if over else None
