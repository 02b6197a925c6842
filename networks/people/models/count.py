"""Attempts counted for all processes, where there is no Redis."""

from django.db import models


class Count(models.Model):
    """A row of Django's database cache (the cache `counts`): columns and names are Django's."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
