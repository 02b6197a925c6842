"""The way in: a single-use link, valid for seven days."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from networks.people.models.expert import Expert

VALID_FOR = timedelta(days=7)


def end_of_validity() -> datetime:
    """Seven days from now."""
    return timezone.now() + VALID_FOR


class Invitation(models.Model):
    """Lets one person set a password once. Only a hash of the link's token is stored."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(
        Expert, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations_sent"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=end_of_validity)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.expert} {self.expires_at:%Y-%m-%d}"

    def is_open(self) -> bool:
        """Not used and not older than seven days."""
        return self.used_at is None and self.expires_at > timezone.now()
