"""Questions to those who keep a record: *Request access* of who reads a summary, *Request release* of who reads the text."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kb.records.enums import AccessRequestKind, AccessRequestState
from kb.records.models.record import Record
from networks.access.enums import Label
from networks.people.models import Administration, Expert
from networks.spaces.models import Network


class AccessRequest(models.Model):
    """One question of one person about one record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="access_requests")
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="access_requests")
    kind = models.CharField(max_length=20, choices=AccessRequestKind.choices, default=AccessRequestKind.MORE)
    # What a release would add to the readers; empty where somebody asks for themselves.
    label = models.CharField(_("wider label"), max_length=20, choices=Label.choices, blank=True)
    networks = models.ManyToManyField(Network, blank=True, related_name="+")
    administrations = models.ManyToManyField(Administration, blank=True, related_name="+")
    message = models.TextField(_("why you ask"), max_length=1000, blank=True)
    state = models.CharField(
        max_length=20, choices=AccessRequestState.choices, default=AccessRequestState.OPEN
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(Expert, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=1000, blank=True)
    # The last step of lateness that was told, in working days.
    reminded = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "expert", "kind"], condition=Q(state="open"), name="one_open_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.expert}: {self.record.reference}"
