"""Taking an earlier demo world away. Accounts stay under their addresses; what others made is not touched."""

from collections.abc import Sequence
from graphlib import TopologicalSorter

from django.db import transaction
from django.db.models import PROTECT, RESTRICT, Model, Q, QuerySet
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from kb.founding.demo.world import DOMAIN
from kb.records.models import Record, Review
from kb.records.registry import registers
from networks.access import grants
from networks.access.models import Marking
from networks.discussions.models import Topic
from networks.events.models import Event
from networks.people.models import Expert, ExpertLanguage
from networks.spaces.models import Membership, Office

SCALED = "@scale.demo.limes.example"


@transaction.atomic
def clear_demo() -> None:
    """Take away the records, topics, seats and offices of demo people, and people made by --scale."""
    people = Expert.objects.filter(Q(email__endswith=DOMAIN) | Q(email__endswith=SCALED))
    if not people.exists():
        return
    records = _records_of(people)
    markings = set(Record.objects.filter(pk__in=records).values_list("marking_id", flat=True))
    _clear_topics(people, markings)
    _clear_records(records)
    Marking.objects.filter(pk__in=markings).delete()
    Event.objects.filter(actor__in=people).delete()
    _clear_events_about_nothing()
    people.filter(email__endswith=SCALED).delete()
    _clear_seats(Expert.objects.filter(email__endswith=DOMAIN))


def _records_of(people: QuerySet[Expert]) -> list[int]:
    """Owned by demo people, or begun by them where the owner has gone."""
    begun = Event.objects.filter(kind="record.started", actor__in=people).values("subject_id")
    orphaned = Q(marking__owner=None, pk__in=begun)
    return list(Record.objects.filter(Q(marking__owner__in=people) | orphaned).values_list("pk", flat=True))


def _clear_topics(people: QuerySet[Expert], markings: set[int]) -> None:
    own = Topic.objects.filter(Q(started_by__in=people, network__isnull=False) | Q(marking__in=markings))
    of_networks = set(own.filter(network__isnull=False).values_list("marking_id", flat=True))
    own.delete()
    Marking.objects.filter(pk__in=of_networks).delete()


def _clear_records(pks: list[int]) -> None:
    Review.objects.filter(record__in=pks).delete()
    for model in deletion_order([each.model for each in registers()]):
        found = model.objects.filter(pk__in=pks)
        Revision.objects.filter(
            object_id__in=[str(pk) for pk in found.values_list("pk", flat=True)],
            base_content_type__app_label="records",
        ).delete()
        found.delete()


def deletion_order(models: Sequence[type[Record]]) -> list[type[Record]]:
    """The models of records, each before those that it keeps from being deleted by pointing at them."""
    order: TopologicalSorter[type[Record]] = TopologicalSorter(dict.fromkeys(models, ()))
    for model in models:
        for target in _protected_by(model):
            for kept in models:
                if kept is not model and issubclass(kept, target):
                    order.add(kept, model)
    return list(order.static_order())


def _protected_by(model: type[Record]) -> set[type[Model]]:
    """What rows of a model, and its child rows, keep from being deleted."""
    rows = [relation.related_model for relation in get_all_child_relations(model)]
    return {
        field.related_model
        for each in (model, *rows)
        for field in each._meta.local_fields
        if field.remote_field and field.remote_field.on_delete in (PROTECT, RESTRICT)
    }


def _clear_events_about_nothing() -> None:
    """What the system itself wrote about things that are gone by now."""
    for model in (Record, Marking, Topic):
        about = Event.objects.filter(subject_type=model._meta.label_lower)
        about.exclude(subject_id__in=model._default_manager.values("pk")).delete()


def _clear_seats(people: QuerySet[Expert]) -> None:
    ExpertLanguage.objects.filter(expert__in=people).delete()
    seats = list(Membership.objects.filter(expert__in=people).select_related("expert", "network"))
    offices = list(Office.objects.filter(expert__in=people).select_related("expert", "administration"))
    Membership.objects.filter(expert__in=people).delete()
    Office.objects.filter(expert__in=people).delete()
    for seat in seats:
        grants.align_membership(seat)
    for office in offices:
        grants.align_office(office)
