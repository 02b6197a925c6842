"""Who may validate a record: validators of its networks from Member States other than the owner's."""

from django.db.models import Q, QuerySet

from kb.records.models import Record
from networks.access import tokens
from networks.access.reading import readers_of_tokens
from networks.people.enums import AdministrationKind
from networks.people.models import Expert

NEEDED = 2


def eligible_validators(record: Record) -> QuerySet[Expert]:
    """All who could validate this record now."""
    marking = record.marking
    wanted = [tokens.network_may(pk, "validate") for pk in marking.networks.values_list("pk", flat=True)]
    return (
        readers_of_tokens(wanted)
        .filter(administration__kind=AdministrationKind.MEMBER_STATE)
        .exclude(administration=marking.administration)
        .exclude(Q(pk=marking.owner_id) | Q(pk__in=marking.contributors.values("pk")))
    )


def enough_validators(record: Record) -> bool:
    """Whether two validators from two Member States exist. Where not, the record is published ungraded."""
    states = eligible_validators(record).order_by().values("administration").distinct()
    return states.count() >= NEEDED
