"""Break-glass: a platform administrator reads one marking for one hour, with a reason that its owner is told."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.access.enums import GlassPurpose
from networks.access.models.marking import Marking
from networks.people.models import Expert
from networks.people.references import new_reference

LASTS = timedelta(hours=1)


def glass_reference() -> str:
    """What an opening is called in forms."""
    return new_reference(12)


def in_an_hour() -> datetime:
    """When what is opened now closes by itself."""
    return timezone.now() + LASTS


class GlassQuerySet(models.QuerySet["Glass"]):
    """Sentences about openings."""

    def not_closed(self) -> "GlassQuerySet":
        """Those whose token rows stand: open now, or over and not yet tidied up."""
        return self.filter(closed_at=None)

    def open_now(self) -> "GlassQuerySet":
        """Those that let somebody read at this moment, whatever was tidied up."""
        return self.not_closed().filter(ends_at__gt=timezone.now())


class Glass(models.Model):
    """One opening. It has a token of its own, so that a second one can never bring the first back."""

    reference = models.CharField(max_length=12, unique=True, default=glass_reference, editable=False)
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="glasses")
    marking = models.ForeignKey(Marking, on_delete=models.CASCADE, related_name="glasses")
    # Kind and reference of the thing and its address as they were: never its title.
    thing = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    purpose = models.CharField(_("purpose"), max_length=20, choices=GlassPurpose.choices)
    reason = models.TextField(_("reason"), max_length=500)
    opened_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField(default=in_an_hour)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = GlassQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "glasses"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["expert"], condition=Q(closed_at=None), name="one_glass_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.expert}: {self.thing}"

    @property
    def is_open(self) -> bool:
        """Whether it lets its holder read at this moment."""
        return self.closed_at is None and self.ends_at > timezone.now()
