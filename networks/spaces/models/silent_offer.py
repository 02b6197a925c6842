"""An invitation to a seat that reaches nobody, and looks to whoever sent it like one that was not answered yet."""

from datetime import date

from django.db import models

from networks.spaces.models.membership import last_day_of_offer
from networks.spaces.models.network import Network


class SilentOffer(models.Model):
    """The address that was typed. To say that its owner cannot sit there would tell that there is such an account.

    It ends as invitations do: by the clock, or when it is taken back (networks.spaces.actions.end_offers).
    """

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="silent_offers")
    invited_as = models.EmailField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "invited_as"], name="one_silent_offer_per_address")
        ]

    def __str__(self) -> str:
        return self.invited_as

    @property
    def open_until(self) -> date:
        """What is shown as the last day on which it can be accepted."""
        return last_day_of_offer(self.created_at)

    @property
    def offered_to(self) -> str:
        """What forms call it, as for any invitation to an address."""
        return self.invited_as
