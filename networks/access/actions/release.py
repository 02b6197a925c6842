"""Taking people off the things they worked on when they leave."""

from django.db import transaction

from networks.access.actions.mark import mark
from networks.access.models import Marking
from networks.people.models import Expert
from networks.spaces.models import Membership, Network


@transaction.atomic
def end_contributorships(expert: Expert, network: Network) -> list[int]:
    """End what the person contributes to in a network they left, unless another network of the thing still holds them."""
    remaining = Membership.objects.active().filter(expert=expert).values("network_id")
    theirs = Marking.objects.filter(contributors=expert, networks=network)
    ended = list(theirs.exclude(networks__in=remaining).distinct().order_by("pk"))
    for marking in ended:
        marking.contributors.remove(expert)
        mark(marking)
    return [marking.pk for marking in ended]


@transaction.atomic
def end_namings(expert: Expert) -> list[int]:
    """Take somebody who left off the readers of everything they were named for. Returns the markings."""
    named = list(Marking.objects.filter(recipients=expert))
    for marking in named:
        marking.recipients.remove(expert)
        mark(marking)
    return [marking.pk for marking in named]


@transaction.atomic
def end_holdings(expert: Expert) -> list[int]:
    """End every contributorship and every ownership. Returns the markings left without an owner."""
    for marking in Marking.objects.filter(contributors=expert):
        marking.contributors.remove(expert)
        mark(marking)
    owned = list(Marking.objects.filter(owner=expert))
    for marking in owned:
        mark(marking, owner=None)
    return [marking.pk for marking in owned]
