"""Invitations and requests to join as tasks; the last days of one's own memberships and offices for the calendar."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.access.viewer import Viewer
from networks.spaces.enums import MembershipState
from networks.spaces.models import Membership, Network, Office
from networks.tasks.registry import Action, Task, register_dates, register_source
from networks.tasks.workdays import add_workdays

# Working days in which whoever asks to join should have an answer.
ANSWER_WITHIN = 5


def invitations_to(viewer: Viewer) -> QuerySet[Membership]:
    """Invitations to networks that the viewer has not answered, the first to end first."""
    rows = Membership.objects.filter(expert=viewer.expert_id, state=MembershipState.INVITED)
    open_ones = rows.filter(network__in=Network.objects.open())
    return open_ones.select_related("network", "invited_by").order_by("created_at")


def invitation(offer: Membership) -> Task:
    """For whoever is invited."""
    network = offer.network
    url = network.get_absolute_url()
    return Task(
        key=f"invitation/{network.slug}",
        kind=_("Invitation"),
        title=network.name,
        url=url,
        due=offer.open_until,
        since=offer.created_at,
        action=Action(_("Accept or decline"), url),
        place=str(offer.get_role_display()),
        who=offer.invited_by.full_name if offer.invited_by else "",
        note=offer.message,
    )


def requests_to_join(viewer: Viewer) -> QuerySet[Membership]:
    """Requests that the viewer may answer, the oldest first."""
    rows = Membership.objects.waiting().filter(network__in=viewer.holding("invite"))
    return rows.select_related("network", "expert__administration__country").order_by("created_at")


def request_to_join(request: Membership) -> Task:
    """For leads and whoever else may invite."""
    network, body = request.network, request.expert.administration
    url = reverse("spaces:members", args=[network.slug])
    return Task(
        key=f"joining/{network.slug}/{request.expert.handle}",
        kind=_("Request to join"),
        title=network.name,
        url=url,
        due=add_workdays(timezone.localdate(request.created_at), ANSWER_WITHIN),
        since=request.created_at,
        action=Action(_("Reply"), url),
        place=body.short_name if body else "",
        who=request.expert.full_name,
        note=request.message,
    )


def last_days_of_memberships(viewer: Viewer) -> Iterable[Task]:
    """By their own day or by the network's mandate, whichever comes first."""
    for seat in Membership.objects.active().filter(expert=viewer.expert_id).select_related("network"):
        network = seat.network
        ends = [day for day in (seat.ends_on, network.mandate_until) if day]
        if ends:
            words = _("Last day of your membership: %(network)s") % {"network": network.name}
            path = network.get_absolute_url()
            yield Task(f"seat/{network.slug}", words, words, path, min(ends), seat.changed_at)


def last_days_of_offices(viewer: Viewer) -> Iterable[Task]:
    """Of an administration, and on the platform."""
    held = Office.objects.active().filter(expert=viewer.expert_id)
    for office in held.select_related("administration", "expert"):
        body, day = office.administration, office.ends_on
        if day is None:
            continue
        words = _("Last day of your office: %(office)s") % {"office": office.get_role_display()}
        key = f"office/{office.role}/{body.code if body else ''}"
        yield Task(key, words, words, "/workspace/", day, office.expert.joined_at)


register_source("invitations", rows=invitations_to, task=invitation)
register_source("requests to join", rows=requests_to_join, task=request_to_join)
register_dates("memberships", last_days_of_memberships)
register_dates("offices", last_days_of_offices)
