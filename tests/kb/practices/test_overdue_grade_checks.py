"""Validators who may still decide are reminded of a grade check that is overdue."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kb.practices.models import Practice
from kb.records.actions.grade import question_by_adoption
from kb.records.models import GradeCheck
from kb.records.overdue import remind_of_grades
from networks.access.actions.mark import mark
from networks.access.enums import Part
from networks.access.reading import readers_of
from networks.events import relay
from tests.kb.practices import test_grades_fall
from tests.kb.practices.test_grades_fall import decide, fail, question, told
from tests.kb.world import World

pytestmark = pytest.mark.storage
practice = test_grades_fall.practice


def overdue(days: int = 15) -> int:
    GradeCheck.objects.update(opened_at=timezone.now() - timedelta(days=days))
    found = remind_of_grades()
    relay.drain()
    return found


def test_validators_are_reminded_once_of_an_overdue_check_and_nobody_else_is(
    world: World, practice: Practice
) -> None:
    question(world, "member", practice)
    assert overdue(9) == 0
    assert overdue() == 1 and overdue() == 0
    sentence = "The grade check of “Queue of empty lorries” is overdue: please decide"
    for name in ("finn", "second_finn", "romanian"):
        assert sentence in told(world, name), name
    for name in ("author", "ncp", "polish_validator", "member", "outsider"):
        assert "is overdue" not in told(world, name), name


def test_who_has_decided_and_their_colleagues_are_not_reminded(world: World, practice: Practice) -> None:
    question(world, "member", practice)
    decide(world, "finn", practice, "supported")
    assert overdue() == 1
    assert "is overdue" in told(world, "romanian")
    assert "is overdue" not in told(world, "finn") + told(world, "second_finn")


def test_an_overdue_check_of_a_failed_adoption_reaches_only_validators_who_read_it(
    world: World, practice: Practice
) -> None:
    adoption = fail(world, "estonian", practice)
    mark(adoption.marking, submitted=True)
    if not GradeCheck.objects.exists():
        question_by_adoption(practice.as_record(), adoption.as_record())
    readers = set(readers_of(adoption.marking_id, Part.BODY).values_list("given_name", flat=True))
    assert overdue() == 1
    for name in ("finn", "romanian"):
        assert ("is overdue" in told(world, name)) == (name in readers), name
