"""Documents of the database index: one for the readers of a whole thing, one more for those of its summary only."""

from django.db import models


class Audience(models.Model):
    """Who finds a document: readers who bring a wanted token and none of the tokens it is hidden from.

    Many documents share an audience, so a reader's audiences are worked out once per question, not once per document.
    """

    key = models.CharField(max_length=64, unique=True)
    # Whether its documents count in the statistics open to everybody, and in those open to experts.
    for_all = models.BooleanField(default=False)
    for_experts = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.key


class AudienceToken(models.Model):
    """One token of an audience. `unless`: readers who bring it find the whole document instead."""

    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=60)
    unless = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "unless", "audience"], name="one_row_per_audience_token")
        ]

    def __str__(self) -> str:
        return f"{'not ' if self.unless else ''}{self.token}"


class Document(models.Model):
    """One findable document. Its id is the row id in `search_text`."""

    source = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    whole = models.BooleanField()
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="documents")
    ticket = models.BigIntegerField()
    version = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64)
    reference = models.CharField(max_length=40)
    updated_at = models.DateTimeField()
    # What is counted of it, `name=value` by `name=value`: gathering these is four times quicker than joining the facets.
    counted = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id", "whole"], name="one_document_per_part")
        ]
        indexes = [models.Index(fields=["-updated_at", "reference"], name="document_newest")]

    def __str__(self) -> str:
        return f"{self.source} {self.reference} {'whole' if self.whole else 'summary'}"


class Shown(models.Model):
    """What a result shows of a document, kept beside it: a page of results of any mixture of kinds is one query.

    The row of a summary holds nothing of the body. Whether it may be shown is asked of the marking's tokens each time.
    """

    document = models.OneToOneField(
        Document, primary_key=True, on_delete=models.CASCADE, related_name="shown"
    )
    marking_id = models.BigIntegerField()
    url = models.CharField(max_length=500)
    language = models.CharField(max_length=2)
    title = models.TextField()
    summary = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    labels = models.TextField(blank=True, default="")
    body = models.TextField(blank=True)
    facets = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.title


class CountedWords(models.Model):
    """Distinct words of a document that counts in the open statistics: what to take off again when its text changes.

    A table of its own: rows of documents are read by the thousand and must stay short.
    """

    document = models.OneToOneField(
        Document, primary_key=True, on_delete=models.CASCADE, related_name="counted_words"
    )
    words = models.TextField()

    def __str__(self) -> str:
        return f"words of {self.document_id}"


class Facet(models.Model):
    """One value by which results can be narrowed."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="facets", db_index=False)
    name = models.CharField(max_length=12)
    value = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "name", "value"], name="one_facet_value_each")
        ]
        indexes = [models.Index(fields=["name", "value", "document"], name="facet_value")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"
