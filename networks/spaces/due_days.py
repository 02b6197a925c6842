"""The last days of one's own seats and offices."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from networks.access.viewer import Viewer
from networks.people.due_days import DueDay, register_due_days
from networks.spaces.models import Membership, Office


def last_days_of_seats(viewer: Viewer) -> Iterable[DueDay]:
    """By their own day or by the network's mandate, whichever comes first."""
    for seat in Membership.objects.active().filter(expert=viewer.expert_id).select_related("network"):
        network = seat.network
        ends = [day for day in (seat.ends_on, network.mandate_until) if day]
        if ends:
            words = _("Last day of your seat: %(network)s") % {"network": network.name}
            path = network.get_absolute_url()
            yield DueDay("seat", network.slug, min(ends), seat.changed_at, words, path)


def last_days_of_offices(viewer: Viewer) -> Iterable[DueDay]:
    """Of an administration, and on the platform."""
    held = Office.objects.active().filter(expert=viewer.expert_id)
    for office in held.select_related("administration", "expert"):
        body, day = office.administration, office.ends_on
        if day is None:
            continue
        words = _("Last day of your office: %(office)s") % {"office": office.get_role_display()}
        name = f"{office.role}/{body.code if body else ''}"
        yield DueDay("office", name, day, office.expert.joined_at, words, "/workspace/")


register_due_days("seats", last_days_of_seats)
register_due_days("offices", last_days_of_offices)
