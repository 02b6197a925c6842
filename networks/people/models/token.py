"""Personal tokens: how a person's program reads what they may read."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from networks.people.enums import TokenScope
from networks.people.models.expert import Expert
from networks.people.references import new_reference
from networks.people.today import today


def token_reference() -> str:
    """What a token is called in forms and in the trail: it opens nothing."""
    return new_reference(12)


class PersonalTokenQuerySet(models.QuerySet["PersonalToken"]):
    """Sentences about tokens."""

    def valid(self) -> "PersonalTokenQuerySet":
        """Not revoked, and not past their last day."""
        return self.filter(Q(revoked_at=None) & Q(expires_on__gte=today()))


class PersonalToken(models.Model):
    """One token of one person for one purpose. Only a hash of it is stored."""

    reference = models.CharField(max_length=12, unique=True, default=token_reference, editable=False)
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="personal_tokens")
    name = models.CharField(_("name"), max_length=80)
    scope = models.CharField(_("used by"), max_length=10, choices=TokenScope.choices, default=TokenScope.API)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField(_("valid until"))
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PersonalTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def is_valid_on(self, day: date) -> bool:
        """The same words as `valid`."""
        return self.revoked_at is None and self.expires_on >= day
