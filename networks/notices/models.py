"""What reaches a person: in the site, and by mail."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from networks.access.enums import Part
from networks.access.models import Marking
from networks.events.models import Event
from networks.notices.enums import MailState
from networks.people.models import Expert
from networks.people.references import new_reference


def notice_reference() -> str:
    """What a notice is called in addresses."""
    return new_reference(12)


class Notice(models.Model):
    """One event for one person. Holds no words: they are made from the subject as it is when the page is shown."""

    reference = models.CharField(max_length=12, unique=True, default=notice_reference, editable=False)
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    # What has to be readable for the notice to be shown and counted; None for what no marking guards.
    marking = models.ForeignKey(Marking, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    # When a daily digest told of it.
    digest_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-event_id"]
        constraints = [models.UniqueConstraint(fields=["expert", "event"], name="one_notice_each")]
        indexes = [
            models.Index(fields=["expert"], name="notice_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.expert}"


class Mail(models.Model):
    """A mail to be sent. Words and links are made at the moment of sending, when the rule is asked again."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="mails")
    # None for a digest, which tells of whatever is open and new when it is sent.
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=60)
    dedupe_key = models.CharField(max_length=100, unique=True)
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["due_at"], name="mail_waiting", condition=Q(state__in=["waiting", "sending"])
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.expert}, {self.get_state_display()}"
