"""Every word of the index, for weights and corrections."""

from django.db import models


class Word(models.Model):
    """A folded word and in how many open documents it stands.

    Only documents open to everybody, or to every expert, are counted: the order of results must not tell what else there is.
    Words of closed documents stand here with zeros; whether a reader may be shown one is asked of the documents each time.
    The empty word counts the documents themselves.
    """

    text = models.CharField(max_length=64, unique=True)
    first = models.CharField(max_length=1, blank=True)
    length = models.PositiveSmallIntegerField()
    for_all = models.IntegerField(default=0)
    for_experts = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["first", "length"], name="word_likely")]

    def __str__(self) -> str:
        return self.text
