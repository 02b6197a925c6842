"""When somebody was here last."""

from datetime import timedelta

import pytest
from django.utils import timezone

from networks.people.models import Expert
from networks.people.visits import note_visit
from tests.factories import ExpertFactory

pytestmark = pytest.mark.django_db


def test_a_new_visit_begins_after_a_pause_and_remembers_the_end_of_the_one_before() -> None:
    evening, morning = timezone.now() - timedelta(hours=14), timezone.now()
    expert = ExpertFactory(seen_at=evening)
    note_visit(expert, morning)
    stored = Expert.objects.get(pk=expert.pk)
    assert stored.last_visit_at == evening
    assert stored.seen_at == morning


def test_within_a_visit_nothing_moves_and_little_is_written() -> None:
    now = timezone.now()
    expert = ExpertFactory(seen_at=now - timedelta(minutes=10), last_visit_at=now - timedelta(days=2))
    note_visit(expert, now)
    assert Expert.objects.get(pk=expert.pk).last_visit_at == expert.last_visit_at
    again = Expert.objects.get(pk=expert.pk)
    note_visit(again, now + timedelta(minutes=1))
    assert Expert.objects.get(pk=expert.pk).seen_at == now


def test_a_page_notes_the_visit_of_who_is_signed_in(signed_in) -> None:
    expert = ExpertFactory()
    signed_in(expert).get("/networks/")
    assert Expert.objects.get(pk=expert.pk).seen_at is not None
