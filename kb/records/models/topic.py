"""The discussion of a record."""

from django.db import models

from kb.records.models.record import Record
from networks.discussions.models import Topic


class RecordTopic(models.Model):
    """Ties a record to its topic. The topic's marking is the record's own, read by its part TALK."""

    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="discussion")
    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, related_name="about_record")

    def __str__(self) -> str:
        return str(self.record)
