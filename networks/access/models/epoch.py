"""A counter raised by every loss of rights, in the transaction of the loss. Sockets are re-checked when it moves."""

from django.db import models


class AccessEpoch(models.Model):
    """Exactly one row, made by a migration."""

    value = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="only_one_epoch")]

    def __str__(self) -> str:
        return str(self.value)
