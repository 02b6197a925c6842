"""The gapless sequence of a topic."""

from django.db import models

from networks.discussions.enums import ChangeKind
from networks.discussions.models.post import Post
from networks.discussions.models.topic import Topic


class Change(models.Model):
    """One thing that happened to one post. `seq` counts the changes of a topic without a gap, in the order of commit:
    whoever saw everything up to 41 asks for what came after 41 and misses nothing."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="changes")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="changes")

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["topic", "seq"], name="gapless_place")]

    def __str__(self) -> str:
        return f"{self.topic.reference} {self.seq} {self.kind}"
