"""The last days of one's own memberships and offices, for the calendar."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from networks.access.viewer import Viewer
from networks.spaces.models import Membership, Office
from networks.tasks.registry import Task, register_dates


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


register_dates("memberships", last_days_of_memberships)
register_dates("offices", last_days_of_offices)
