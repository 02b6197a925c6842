"""A marking says who may read a thing. It is a row of its own and no part of any draft or revision."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.access.enums import Exposure, Label, Part, Shape
from networks.people.models import Administration, Expert
from networks.spaces.models import Network


class Marking(models.Model):
    """Facts from which the tokens of each part follow. Change one only through the action `mark`."""

    shape = models.CharField(max_length=20, choices=Shape.choices, default=Shape.PLAIN)
    label = models.CharField(_("label"), max_length=20, choices=Label.choices, default=Label.AMBER)
    summary_label = models.CharField(
        _("wider label of the summary"), max_length=20, choices=Label.choices, blank=True
    )
    networks = models.ManyToManyField(Network, blank=True, related_name="markings")
    administration = models.ForeignKey(
        Administration, null=True, blank=True, on_delete=models.PROTECT, related_name="markings"
    )
    administrations = models.ManyToManyField(Administration, blank=True, related_name="admitted_markings")
    recipients = models.ManyToManyField(Expert, blank=True, related_name="received_markings")
    contributors = models.ManyToManyField(Expert, blank=True, related_name="contributed_markings")
    owner = models.ForeignKey(
        Expert, null=True, blank=True, on_delete=models.SET_NULL, related_name="owned_markings"
    )
    exposure = models.CharField(max_length=20, choices=Exposure.choices, default=Exposure.HIDDEN)
    # The draft is open to the contact point from the first submission on.
    submitted = models.BooleanField(default=False)
    # The draft is open to validators from clearance on, where the route has validation.
    validating = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.label


class MarkingToken(models.Model):
    """One token of one part of a marking. Reading = a person's tokens meet these."""

    marking = models.ForeignKey(Marking, on_delete=models.CASCADE, related_name="tokens")
    part = models.CharField(max_length=10, choices=Part.choices)
    token = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "token", "marking"], name="one_row_per_token"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.token}"
