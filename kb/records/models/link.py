"""Typed links between records."""

from django.db import models

from kb.records.enums import LinkKind
from kb.records.models.record import Record
from networks.people.models import Expert


class RecordLink(models.Model):
    """`source` bears on `target`. Shown to whoever may read both summaries."""

    source = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    made_by = models.ForeignKey(Expert, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="one_link_of_a_kind"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="no_link_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.source.reference} {self.kind} {self.target.reference}"
