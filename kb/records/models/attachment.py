"""Files named by a record's text."""

from django.db import models
from modelcluster.fields import ParentalKey

from kb.records.models.record import Record


class RecordAttachment(models.Model):
    """A file named in a text. Kept in revisions, so it holds the stored file's reference and no foreign key."""

    record = ParentalKey(Record, on_delete=models.CASCADE, related_name="attachments")
    file_reference = models.CharField(max_length=40)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.file_reference
