"""One further permission that a lead gave one person in one network."""

from django.db import models

from networks.people.models import Expert
from networks.spaces.models import Membership


class ExtraPermission(models.Model):
    """Kept beside guardian's row, so that a change of role does not lose what a lead gave, and shows who gave it."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="extra_permissions")
    codename = models.CharField(max_length=50)
    given_by = models.ForeignKey(Expert, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "codename"], name="one_extra_each")]

    def __str__(self) -> str:
        return f"{self.membership} + {self.codename}"
