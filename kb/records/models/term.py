"""Shared vocabularies: topics, border types and the like."""

from django.db import models
from django.utils.translation import get_language

from kb.records.enums import Vocabulary


class Term(models.Model):
    """One word of a vocabulary. Deactivated, never deleted: drafts may refer to it."""

    vocabulary = models.CharField(max_length=30, choices=Vocabulary.choices)
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    names = models.JSONField(default=dict, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower"
    )
    area = models.CharField(max_length=40, blank=True)
    active = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["vocabulary", "order", "name"]
        constraints = [models.UniqueConstraint(fields=["vocabulary", "code"], name="one_term_per_code")]

    def __str__(self) -> str:
        return str(self.names.get(get_language() or "en") or self.name)
