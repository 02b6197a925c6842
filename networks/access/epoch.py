"""The access epoch: raised by every loss of rights in the transaction of the loss, read every second by live processes."""

from django.db.models import F

from networks.access.models import AccessEpoch


def raise_epoch() -> None:
    """Call in the transaction that takes a right away."""
    AccessEpoch.objects.filter(pk=1).update(value=F("value") + 1)


def current_epoch() -> int:
    """The counter now."""
    return AccessEpoch.objects.values_list("value", flat=True).get(pk=1)
