"""Counts of a list: the values kept beside a record are those it has, and nobody counts what they may not read."""

from typing import Any

import pytest

from kb.practices.models import Practice
from kb.records import facet_index, finding
from kb.records.facet_values import recount
from kb.records.models import FacetValues
from kb.records.scheduled import count_what_was_never_counted
from networks.access.actions.mark import mark
from networks.access.enums import Label
from networks.events.relay import drain
from networks.spaces.enums import NetworkRole
from tests.factories import seat
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
    mark(practice.marking, label=Label.GREEN)
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


def test_list_export_and_interface_narrow_alike(world: World) -> None:
    seat(world.network, world.people["ncp"], NetworkRole.MEMBER)
    handles = [world.people[name].handle for name in ("colleague", "ncp")]
    amber, green = world.publish(), world.publish(title="Another lane", label=Label.GREEN.value)
    world.publish(title="A closed lane", label=Label.RED.value, recipients=handles)
    for query, found in (
        ("", [green, amber]),
        ("?label=TLP%3AGREEN", [green]),
        ("?label=TLP%3AGREEN&label=TLP%3AAMBER", [green, amber]),
        ("?label=TLP%3AGREEN&grade=proven", [green] if green.grade == "proven" else []),
        ("?country=FI", []),
    ):
        browser = world.browser("finn")
        wanted = [practice.reference for practice in found]
        page = browser.get(f"/kb/practices/{query}").context["page"]
        assert [row.reference for row in page.object_list] == wanted, query
        taken = browser.get(f"/kb/practices/export.json{query}").json()["items"]
        assert [row["reference"] for row in taken] == wanted, query
        asked = browser.get(f"/api/v1/practices/{query}").json()
        assert ([row["reference"] for row in asked["items"]], asked["count"]) == (wanted, len(wanted)), query


def test_a_network_chosen_in_the_address_finds_nothing_of_what_is_read_by_summary_only(world: World) -> None:
    practice = world.publish(summary_label=Label.GREEN.value)
    address = f"/kb/practices/?network={world.network.slug}"
    assert [row.pk for row in world.browser("finn").get(address).context["page"].object_list] == [practice.pk]
    assert world.browser("outsider").get("/kb/practices/").context["page"].paginator.count == 1
    assert world.browser("outsider").get(address).context["page"].paginator.count == 0


def test_an_index_that_learned_one_world_counts_the_next_by_what_it_holds(world: World) -> None:
    practice = world.publish()
    assert counts(world, "finn", "Label") == {"TLP:AMBER": 1}
    FacetValues.objects.filter(record=practice.pk).delete()
    kept_then = FacetValues(record_id=practice.pk, summary=f"label={Label.GREEN}", body="").stamped()
    kept_then.save()
    assert counts(world, "finn", "Label") == {"TLP:GREEN": 1}
    recount([practice.pk])
    assert counts(world, "finn", "Label") == {"TLP:AMBER": 1}


def test_an_index_that_holds_too_much_of_the_past_begins_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facet_index, "MOST_FORGOTTEN", 0)
    practice = world.publish()
    for label in (Label.GREEN, Label.AMBER, Label.GREEN):
        FacetValues(record_id=practice.pk, summary=f"label={label}").stamped().save()
        assert counts(world, "finn", "Label") == {str(label.label): 1}
    assert len(facet_index.index._positions) <= 2


def test_bits_and_things_agree_at_every_size() -> None:
    for many in (0, 1, 7, 8, 9, 4096):
        places = list(range(1, many + 1))
        odd = facet_index.bits_at(places[::2])
        assert odd.bit_count() == len(places[::2])
        assert facet_index.those_at(odd, places, places) == places[::2]
        assert facet_index.those_at(odd, [facet_index.NOWHERE] * many, places) == []


def test_a_word_of_the_body_narrows_the_list_of_those_who_read_the_body_only(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where an index names more than it should: the list asks by itself."""
    practice = world.publish(summary_label=Label.GREEN.value)
    hidden = world.publish(title="Another lane")
    everything = finding.Found(body=frozenset({practice.pk, hidden.pk}), summary=frozenset({hidden.pk}))
    monkeypatch.setattr(finding, "_finders", [lambda *_asked: everything])
    for name, seen in (
        ("finn", {practice.pk, hidden.pk}),
        ("outsider", set()),
        ("guest", set()),
        (None, set()),
    ):
        browser = world.browser(name)
        page = browser.get("/kb/practices/?q=lane").context["page"]
        assert {row.pk for row in page.object_list} == seen, name
        assert browser.get("/kb/practices/export.json?q=lane").json()["count"] == len(seen), name


def test_a_word_of_the_summary_narrows_the_list_of_whoever_knows_the_summary(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = world.publish(summary_label=Label.GREEN.value)
    monkeypatch.setattr(
        finding, "_finders", [lambda *_asked: finding.Found(summary=frozenset({practice.pk}))]
    )
    shown = world.browser("outsider").get("/kb/practices/?q=lane").context
    assert [row.pk for row in shown["page"].object_list] == [practice.pk]
    assert [group.title for group in shown["groups"]].count("Network") == 0
    assert world.browser("guest").get("/kb/practices/?q=lane").context["page"].paginator.count == 0
