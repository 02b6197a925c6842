"""Tickets order the writes to an index."""

from django.db import models


class Ticket(models.Model):
    """Taken before the truth is read: what is written under a later ticket was read later.

    Every change is followed by a write whose ticket was taken after it, so the write with the highest ticket is never
    older than the last change, however late the others arrive.
    """

    taken_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.pk)
