"""A post: what somebody said."""

from django.db import models

from networks.discussions.models.topic import Topic
from networks.people.models import Expert


class PostQuerySet(models.QuerySet["Post"]):
    """Sentences about posts."""

    def standing(self) -> "PostQuerySet":
        """Posts that were not removed."""
        return self.filter(removed_at=None)


class Post(models.Model):
    """One contribution to a topic. `seq` is the place of its creation in the topic's sequence and names it outside.

    The HTML is rendered once when it is written: a page of a hundred posts reads it, and all readers see the same.
    A removed post keeps its place and who removed it, but no word of its text.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts")
    seq = models.PositiveIntegerField()
    author = models.ForeignKey(Expert, null=True, blank=True, on_delete=models.SET_NULL, related_name="posts")
    # Sent along by the form or the socket: the same key twice is the same post.
    key = models.UUIDField()
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    reply_to = models.PositiveIntegerField(null=True, blank=True)
    # Counts edits; an edit says which version it started from.
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Expert, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    removed_because = models.CharField(max_length=300, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "seq"], name="one_post_per_place"),
            models.UniqueConstraint(fields=["author", "key"], name="one_post_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.topic.reference} {self.seq}"

    @property
    def is_removed(self) -> bool:
        """Taken away by its author or a moderator."""
        return self.removed_at is not None
