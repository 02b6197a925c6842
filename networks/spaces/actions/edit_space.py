"""What a network says about itself, and opening or closing one."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.access.acting import require
from networks.access.viewer import Viewer
from networks.events.recording import record
from networks.spaces.access import administers
from networks.spaces.actions.end_membership import end_memberships
from networks.spaces.enums import EndKind
from networks.spaces.models import Network

SAID_BY_LEADS = ("introduction", "mandate", "house_rules", "joining", "seats_per_administration")
SAID_BY_PLATFORM = ("name", "slug", "area", "mandate_from", "mandate_until", *SAID_BY_LEADS)


@transaction.atomic
def edit_space(viewer: Viewer, network: Network, values: dict[str, Any]) -> None:
    """Change introduction, mandate, house rules, how members join, and seats."""
    require(viewer, viewer.holds("edit_space", network), _("Only the leads of the network can edit this."))
    said = [name for name in SAID_BY_LEADS if name in values]
    for name in said:
        setattr(network, name, values[name])
    # Nothing but what was said: a network closed in the meantime stays closed.
    network.save(update_fields=said)
    record("network.edited", network, viewer.expert)


@transaction.atomic
def open_network(viewer: Viewer, values: dict[str, Any]) -> Network:
    """A new network, without people."""
    require(viewer, administers(viewer), _("Only platform administrators can create networks."))
    network = Network.objects.create(**{name: values[name] for name in SAID_BY_PLATFORM if name in values})
    record("network.opened", network, viewer.expert)
    return network


@transaction.atomic
def close_network(viewer: Viewer, network: Network) -> None:
    """The mandate ends: every seat ends, owners and contact points read on."""
    require(viewer, administers(viewer), _("Only platform administrators can close networks."))
    network.closed_at = timezone.now()
    network.save(update_fields=["closed_at"])
    end_memberships(network.memberships.all(), EndKind.MANDATE, viewer.expert, _("The network was closed."))
    record("network.closed", network, viewer.expert)
