"""Who follows a record."""

from django.db import models

from kb.records.models.record import Record
from networks.people.models import Expert


class RecordFollowers(models.Model):
    """The people who asked to be told of changes to one record. Notices are about this row, and ask the rule anew."""

    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="followed")
    people = models.ManyToManyField(Expert, related_name="+")

    def __str__(self) -> str:
        return self.record.reference
