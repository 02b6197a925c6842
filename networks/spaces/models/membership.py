"""A seat in a network."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from networks.people.models import Administration, Expert
from networks.people.today import day_of, today
from networks.spaces.enums import OPEN_STATES, Capacity, EndKind, MembershipState, NetworkRole
from networks.spaces.models.network import Network

# How many days an invitation waits for an answer.
OFFER_STAYS_OPEN = timedelta(days=30)


def last_day_of_offer(made_at: datetime) -> date:
    """The last day on which an invitation can be accepted."""
    return day_of(made_at) + OFFER_STAYS_OPEN


def running_on(day: date) -> Q:
    """Active, begun, not over, and the network's mandate runs."""
    begun = Q(starts_on=None) | Q(starts_on__lte=day)
    not_over = Q(ends_on=None) | Q(ends_on__gte=day)
    mandate = Q(network__closed_at=None) & (
        Q(network__mandate_until=None) | Q(network__mandate_until__gte=day)
    )
    return Q(state=MembershipState.ACTIVE) & begun & not_over & mandate


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Sentences about seats."""

    def active(self) -> "MembershipQuerySet":
        """Seats that count today."""
        return self.filter(running_on(today()))

    def waiting(self) -> "MembershipQuerySet":
        """Requests that a lead has to answer."""
        return self.filter(state=MembershipState.REQUESTED)


class Membership(models.Model):
    """One person's seat in one network, for the administration they had when they took it."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="memberships")
    administration = models.ForeignKey(Administration, null=True, blank=True, on_delete=models.PROTECT)
    role = models.CharField(_("role"), max_length=20, choices=NetworkRole.choices, default=NetworkRole.MEMBER)
    capacity = models.CharField(
        _("capacity"), max_length=20, choices=Capacity.choices, default=Capacity.EXPERT
    )
    state = models.CharField(max_length=20, choices=MembershipState.choices, default=MembershipState.INVITED)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    invited_by = models.ForeignKey(Expert, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # The address somebody typed. Until the person accepts, the list shows this and no name: whether the address was
    # known before is not for the inviter to learn.
    invited_as = models.EmailField(blank=True)
    message = models.TextField(_("message"), blank=True)
    # How, by whom (nobody: by the clock) and when it ended; empty while it is open, and of seats from before this was kept.
    end_kind = models.CharField(max_length=20, choices=EndKind.choices, blank=True)
    ended_by = models.ForeignKey(Expert, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["network", "expert"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "expert"],
                condition=Q(state__in=[str(state) for state in OPEN_STATES]),
                name="one_open_membership",
            )
        ]

    def __str__(self) -> str:
        return f"{self.expert}, {self.get_role_display()}, {self.network}"

    @property
    def open_until(self) -> date:
        """Of an invitation: the last day on which it can be accepted."""
        return last_day_of_offer(self.created_at)

    @property
    def offered_to(self) -> str:
        """What forms call an invitation: the address that was typed, or the handle of whoever was chosen."""
        return self.invited_as or self.expert.handle
