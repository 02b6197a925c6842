"""*Ask for more*: somebody who may read a summary asks its owner for the rest."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kb.records.enums import AccessRequestState
from kb.records.models.record import Record
from networks.people.models import Expert


class AccessRequest(models.Model):
    """One question of one person about one record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="access_requests")
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="access_requests")
    message = models.TextField(_("why you ask"), max_length=1000, blank=True)
    state = models.CharField(
        max_length=20, choices=AccessRequestState.choices, default=AccessRequestState.OPEN
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(Expert, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "expert"], condition=Q(state="open"), name="one_open_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.expert}: {self.record.reference}"
