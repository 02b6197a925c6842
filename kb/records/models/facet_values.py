"""The values by which a record is counted."""

from django.db import models

from kb.records.models.record import Record


class FacetValues(models.Model):
    """A copy of a record's facet values, `facet=value` parted by a sign: narrow rows that a list reads by the thousand.

    Written by `kb.records.facet_values.recount` alone.
    """

    record = models.OneToOneField(
        Record, primary_key=True, on_delete=models.CASCADE, related_name="facet_values"
    )
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.record.reference
