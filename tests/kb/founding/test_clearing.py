"""What an earlier demo world left is deleted whatever registers there are."""

from typing import Any

import pytest
from django.db import models
from django.test.utils import isolate_apps
from modelcluster.fields import ParentalKey

from kb.founding.demo.clearing import clear_demo, deletion_order
from kb.founding.demo.world import DOMAIN
from kb.practices.models import Practice
from kb.records.models import Record
from kb.records.registry import registers
from kb.training.models import Trainer
from networks.access.models import Marking
from networks.people.models import Expert
from tests.kb.training.test_trainers import enter
from tests.kb.world import make_world


@isolate_apps("kb.training")
def test_what_points_at_something_protected_goes_before_it() -> None:
    class Course(Record):
        trainer = models.ForeignKey(Trainer, on_delete=models.PROTECT)

        class Meta:
            app_label = "training"

    class Session(Record):
        course = models.ForeignKey(Course, on_delete=models.RESTRICT)

        class Meta:
            app_label = "training"

    class Bundle(Record):
        class Meta:
            app_label = "training"

    class Item(models.Model):
        bundle = ParentalKey(Bundle, on_delete=models.CASCADE, related_name="items")
        record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "training"

    order: list[Any] = deletion_order([Practice, Course, Bundle, Session])
    assert order.index(Session) < order.index(Course)
    assert order[0] is Bundle
    assert len(order) == 4


@pytest.mark.django_db
def test_records_of_every_register_are_deleted_with_their_markings() -> None:
    world = make_world()
    world.publish()
    enter(world)
    assert {type(each.specific) for each in Record.objects.all()} <= {each.model for each in registers()}
    Expert.objects.filter(pk=world.people["author"].pk).update(email=f"author{DOMAIN}")
    markings = list(Record.objects.values_list("marking", flat=True))
    clear_demo()
    assert not Record.objects.exists()
    assert not Marking.objects.filter(pk__in=markings).exists()
