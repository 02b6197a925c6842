"""Offices: contact points of administrations, and the few who serve the platform."""

from datetime import date

from django.db import models
from django.db.models import Q

from networks.people.models import Administration, Expert
from networks.people.today import today
from networks.spaces.enums import ADMINISTRATION_OFFICES, OfficeRole

CONTACT_POINTS = [str(role) for role in ADMINISTRATION_OFFICES]


def held_on(day: date) -> Q:
    """Offices that count on this day."""
    return (Q(starts_on=None) | Q(starts_on__lte=day)) & (Q(ends_on=None) | Q(ends_on__gte=day))


class OfficeQuerySet(models.QuerySet["Office"]):
    """Sentences about offices."""

    def active(self) -> "OfficeQuerySet":
        """Offices held today."""
        return self.filter(held_on(today()))


class Office(models.Model):
    """One office of one person. Contact points hold it for an administration, the others for the platform."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="offices")
    role = models.CharField(max_length=30, choices=OfficeRole.choices)
    administration = models.ForeignKey(
        Administration, null=True, blank=True, on_delete=models.CASCADE, related_name="offices"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint(fields=["expert", "role", "administration"], name="one_office_each"),
            models.UniqueConstraint(
                fields=["expert", "role"],
                condition=Q(administration__isnull=True),
                name="one_platform_office_each",
            ),
            models.CheckConstraint(
                condition=Q(role__in=CONTACT_POINTS, administration__isnull=False)
                | (~Q(role__in=CONTACT_POINTS) & Q(administration__isnull=True)),
                name="contact_points_have_an_administration",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert}, {self.get_role_display()}"
