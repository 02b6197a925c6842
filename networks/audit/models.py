"""The trail, the chain over it, and where the chain ends. No row points at a person or thing: the trail outlives them."""

from django.db import models
from django.utils import timezone

from networks.audit.enums import Outcome


class AuditEntry(models.Model):
    """One thing somebody did or read, as it was then. Ids, references and words, never content. The database refuses changes."""

    at = models.DateTimeField(default=timezone.now)
    # Plain numbers and names as of then: nothing in the trail changes when an account is deleted.
    person_id = models.BigIntegerField(null=True)
    person = models.CharField(max_length=250, blank=True)
    handle = models.CharField(max_length=80, blank=True)
    administration_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    reference = models.CharField(max_length=80, blank=True)
    # What hangs on one marking belongs together: a record, its files, its discussion.
    marking_id = models.BigIntegerField(null=True)
    label = models.CharField(max_length=20, blank=True)
    origin = models.CharField(max_length=45, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.DONE)
    details = models.JSONField(default=dict, blank=True)
    nonce = models.CharField(max_length=16)
    # Made with the key of the application: a row that came another way is never taken into the chain.
    mac = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["marking_id", "-id"], name="audit_marking"),
            models.Index(fields=["handle", "-id"], name="audit_handle"),
            models.Index(fields=["action", "-id"], name="audit_action"),
            models.Index(fields=["reference", "-id"], name="audit_reference"),
            models.Index(fields=["at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.action} {self.reference}"


class AuditLink(models.Model):
    """One link of the chain: the hash of its entry and of the link before. The database refuses changes."""

    number = models.BigIntegerField(primary_key=True)
    # Without a constraint: a missing entry must be found by the chain and not hidden by the database.
    entry = models.OneToOneField(
        AuditEntry, on_delete=models.DO_NOTHING, db_constraint=False, related_name="link"
    )
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class AuditHead(models.Model):
    """Where the chain ends: one row, locked while links are added, so that the chain has no forks."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    # The highest entry in the chain: what is younger, or a little older, may still wait for its link.
    highest = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
