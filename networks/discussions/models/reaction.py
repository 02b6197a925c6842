"""Answers without words."""

from django.db import models

from networks.discussions.enums import ReactionKind
from networks.discussions.models.post import Post
from networks.people.models import Expert


class Reaction(models.Model):
    """One sign of one person under one post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=10, choices=ReactionKind.choices)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["post", "expert", "kind"], name="one_reaction_each")]

    def __str__(self) -> str:
        return f"{self.post} {self.kind}"
