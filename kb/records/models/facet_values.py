"""The values by which a record is counted."""

from hashlib import blake2b

from django.db import models

from kb.records.models.record import Record

# Between the values of a record.
SEPARATOR = "\x1f"


class FacetValues(models.Model):
    """A copy of a record's facet values, `facet=value` parted by a sign: narrow rows that a list reads by the thousand.

    Written by `kb.records.facet_values.recount` alone.
    """

    record = models.OneToOneField(
        Record, primary_key=True, on_delete=models.CASCADE, related_name="facet_values"
    )
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    stamp = models.BigIntegerField(editable=False)
    """Names the record together with these texts: 63 bits of a digest. Whoever knows the stamp knows the texts."""

    class Meta:
        indexes = [
            models.Index(fields=["record", "stamp"], name="facet_values_of_record"),
            models.Index(fields=["stamp"], name="facet_values_by_stamp"),
        ]

    def __str__(self) -> str:
        return self.record.reference

    def stamped(self) -> "FacetValues":
        """Itself, with the stamp of what it holds now."""
        told = f"{self.record_id}{SEPARATOR * 2}{self.summary}{SEPARATOR * 2}{self.body}"
        self.stamp = int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), "big") >> 1
        return self
