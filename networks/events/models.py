"""The event log and what each handler still has to do."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from networks.people.models import Expert


class Event(models.Model):
    """One thing that happened, written in the transaction of the change. Data holds ids and words, never content."""

    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    actor = models.ForeignKey(Expert, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    data = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="event_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}"


class DeliveryState(models.TextChoices):
    """How far a handler has come with an event."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class Delivery(models.Model):
    """One event for one handler. FAILED = given up after several tries, with the reason; a person has to look."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["event", "handler"], name="one_delivery_each")]
        indexes = [
            models.Index(
                fields=["handler", "due_at"],
                name="delivery_waiting",
                condition=Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.handler}: {self.event}"


class ScheduledRun(models.Model):
    """When a piece of scheduled work is due next. One row per job keeps two processes from doing it twice."""

    name = models.CharField(max_length=200, unique=True)
    due_at = models.DateTimeField()
    ran_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
