"""The four questions of the reading rule agree with the oracle and with each other, whatever the world looks like."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, Phase, given, settings

from networks.access import reading, tokens
from networks.access.actions.mark import facts_of
from networks.access.enums import Part
from networks.access.models import Marking, MarkingToken
from networks.access.viewer import Viewer, viewer_of
from networks.people.models import Expert
from tests.access import worlds
from tests.access.worlds import Built

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
EXAMPLES = int(os.environ.get("LIMES_WORLDS", "12"))
# A world is a few hundred queries: shrinking one would take longer than reading the message of the assertion.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@dataclass(frozen=True)
class Held:
    """A thing as the rule sees it."""

    marking_id: int


@contextmanager
def built(world: worlds.oracle.World) -> Iterator[Built]:
    """The world in the database, taken away again afterwards."""
    with transaction.atomic():
        yield worlds.build(world)
        transaction.set_rollback(True)


def checked(viewer: Viewer, held: Held, part: Part) -> bool:
    try:
        reading.check_read(viewer, held, part)
    except Http404:
        return False
    return True


def assert_rule_agrees(place: Built) -> None:
    viewers = {name: viewer_of(place.experts[name] if name else None) for name in (None, *worlds.NAMES)}
    for thing in place.markings:
        assert_agreement_on(place, thing, viewers)


def assert_agreement_on(place: Built, thing: str, viewers: dict[str | None, Viewer]) -> None:
    marking = place.markings[thing]
    for part in Part:
        told = set(reading.readers_of(marking, part))
        let_in = reading.tokens_of(marking, part)
        for name, viewer in viewers.items():
            expected = place.reads(name, thing, part)
            case = (name, thing, part)
            assert checked(viewer, Held(marking.pk), part) == expected, case
            assert listed(viewer, marking, part) == expected, case
            assert bool(viewer.tokens & let_in) == expected, case
            if name is not None:
                assert (place.experts[name] in told) == (expected and is_active(place, name)), case
    for name, viewer in viewers.items():
        expected_parts = {part for part in Part if place.reads(name, thing, part)}
        assert reading.parts_read(viewer, Held(marking.pk)) == expected_parts


def is_active(place: Built, name: str | None) -> bool:
    return place.world.people[name or ""].active(place.world.today)


def listed(viewer: Viewer, marking: Marking, part: Part) -> bool:
    """`visible` over a queryset whose rows point at markings: here the token rows' own marking."""
    rows = reading.visible(Marking.objects.filter(pk=marking.pk), viewer, part, marking="pk")
    return rows.exists()


def assert_stored_rows_are_those_computed_afresh() -> None:
    for marking in Marking.objects.all():
        afresh = tokens.of_facts(facts_of(marking))
        stored = MarkingToken.objects.filter(marking=marking).values_list("part", "token")
        assert set(stored) == {(part, token) for part, found in afresh.items() for token in found}


@settings(max_examples=EXAMPLES, deadline=None, phases=PHASES, suppress_health_check=QUIET)
@given(world=worlds.worlds)
def test_all_four_questions_answer_as_the_specification_says(world: worlds.oracle.World) -> None:
    with built(world) as place:
        assert_rule_agrees(place)
        assert_stored_rows_are_those_computed_afresh()


@settings(max_examples=EXAMPLES // 2, deadline=None, phases=PHASES, suppress_health_check=QUIET)
@given(world=worlds.worlds, after=worlds.things)
def test_they_still_do_after_a_marking_has_changed(
    world: worlds.oracle.World, after: worlds.oracle.Thing
) -> None:
    with built(world) as place:
        place.change("t1", after)
        assert_rule_agrees(place)
        assert_stored_rows_are_those_computed_afresh()


def test_nobody_brings_tokens_of_others(django_user_model: type[Expert]) -> None:
    assert viewer_of(None).tokens == {"all"}
    assert viewer_of(django_user_model(email="unsaved@customs.example")).tokens == {"all"}
