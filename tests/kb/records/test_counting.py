"""Counts of a list: the values kept beside a record are those it has, and nobody counts what they may not read."""

from typing import Any

import pytest

from kb.practices.models import Practice
from kb.records.facet_values import recount
from kb.records.models import FacetValues
from kb.records.scheduled import count_what_was_never_counted
from networks.access.actions.mark import mark
from networks.access.enums import Label
from networks.events.relay import drain
from tests.kb.world import World

pytestmark = pytest.mark.storage


def kept(practice: Practice) -> tuple[str, str]:
    found = FacetValues.objects.get(record=practice.pk)
    return found.summary, found.body


def as_it_is(practice: Practice) -> tuple[str, str]:
    recount([practice.pk])
    return kept(practice)


def counts(world: World, name: str | None, facet: str, query: str = "") -> dict[str, int]:
    """What a list says of one facet to somebody."""
    groups: Any = world.browser(name).get(f"/kb/practices/{query}").context["groups"]
    return {item.label: item.count for group in groups if group.title == facet for item in group.items}


def test_publishing_validating_and_marking_keep_the_values_as_they_are(world: World) -> None:
    practice = world.publish()
    assert kept(practice) == as_it_is(practice)
    assert f"label={Label.AMBER}" in kept(practice)[0].split("\x1f")
    practice.refresh_from_db()
    practice.marking.label = Label.GREEN
    mark(practice.marking)
    drain()
    assert f"label={Label.GREEN}" in kept(practice)[0].split("\x1f")
    assert kept(practice) == as_it_is(practice)


def test_what_was_never_counted_is_counted_by_the_clock(world: World) -> None:
    practice = world.publish()
    FacetValues.objects.all().delete()
    assert counts(world, "finn", "Label") == {}
    assert count_what_was_never_counted() == 1
    assert counts(world, "finn", "Label") == {"TLP:AMBER": 1}
    assert kept(practice) == as_it_is(practice)


def test_a_reader_of_the_summary_counts_nothing_of_the_body(world: World) -> None:
    world.publish(summary_label=Label.GREEN.value)
    assert counts(world, "finn", "Network") == {"Risk management": 1}
    assert counts(world, "outsider", "Label") == {"TLP:AMBER": 1}
    assert counts(world, "outsider", "Network") == {}
    assert counts(world, None, "Label") == {}


def test_a_facet_is_counted_under_the_choices_made_in_the_others(world: World) -> None:
    world.publish()
    assert counts(world, "finn", "Label", "?label=TLP%3AGREEN") == {"TLP:AMBER": 1}
    assert counts(world, "finn", "Network", "?label=TLP%3AGREEN") == {}
