"""How far somebody has read."""

from django.db import models

from networks.discussions.models.topic import Topic
from networks.people.models import Expert


class Reading(models.Model):
    """The newest place of a topic that a person has seen. It only ever grows."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="readings")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="readings")
    seq = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["expert", "topic"], name="one_reading_each")]

    def __str__(self) -> str:
        return f"{self.topic.reference} up to {self.seq}"
