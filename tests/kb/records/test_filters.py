"""Filters in an address: values are named by the model, and a value nobody declared finds nothing, everywhere."""

from typing import Any

import pytest
from django.core.cache import cache

from kb.practices.enums import CostBand
from kb.practices.models import Practice
from kb.records import registry
from kb.records.enums import Vocabulary
from kb.records.facet_values import recount
from kb.records.facets import facets_of
from kb.records.models import Term
from kb.records.names import end_of, vocabulary_of
from search.engines.base import FACETS
from tests.kb.world import World

pytestmark = pytest.mark.django_db
NOBODY_DECLARED = ("bogus", "²", "0" * 5000, "None", "'", "a=b", "\x00", "\x1f", "True")


def items(browser: Any, title: str) -> dict[str, int]:
    groups = browser.get("/kb/practices/").context["groups"]
    return {item.label: item.count for group in groups if group.title == title for item in group.items}


@pytest.mark.parametrize("slug", [each.slug for each in registry.registers()])
def test_values_nobody_declared_find_nothing_and_break_nothing(world: World, slug: str) -> None:
    world.publish()
    browser = world.browser("finn")
    keys = [facet.key for facet in facets_of(registry.register_named(slug))]
    for value in NOBODY_DECLARED:
        asked = dict.fromkeys(keys, value)
        for address in (f"/kb/{slug}/", f"/kb/{slug}/export.csv", f"/kb/{slug}/feed.xml", f"/api/v1/{slug}/"):
            assert browser.get(address, asked).status_code == 200, (address, value)
    for key in keys:
        assert not browser.get(f"/kb/{slug}/", {key: "bogus"}).context["page"].object_list, key
        assert browser.get(f"/kb/{slug}/export.json", {key: "bogus"}).json()["items"] == [], key
        assert browser.get(f"/api/v1/{slug}/", {key: "bogus"}).json()["items"] == [], key


def test_search_takes_any_value_as_well(world: World) -> None:
    world.publish()
    for value in NOBODY_DECLARED:
        asked = {"q": "queue", **dict.fromkeys(FACETS, value)}
        assert world.browser("finn").get("/search/", asked).status_code == 200, value


def test_a_value_nobody_declared_is_shown_so_that_it_can_be_taken_off(world: World) -> None:
    page = world.browser("finn").get("/kb/practices/?cost=bogus&cost=under_10k").content.decode()
    assert "Cost: bogus" in page
    assert f"Cost: {CostBand.UNDER_10K.label}" in page


def test_values_carry_the_names_the_model_gives_them(world: World) -> None:
    practice = world.publish(cost_band="under_10k")
    browser = world.browser("finn")
    assert items(browser, "Cost") == {str(practice.get_cost_band_display()): 1}
    assert items(browser, "Evidence") == {"Supported": 1}
    assert items(browser, "Network") == {"Risk management": 1}
    assert items(browser, "Topic") == {"Queues": 1}
    Practice.objects.update(grade="")
    recount([practice.pk])
    assert items(browser, "Evidence") == {"Not graded": 1}


def test_a_second_vocabulary_with_the_same_code_renames_nothing(world: World) -> None:
    border = Term.objects.create(
        vocabulary=Vocabulary.BORDER_TYPE, code=world.topic.code, name="Queueing place"
    )
    Term.objects.create(vocabulary=Vocabulary.TRAFFIC, code=world.topic.code, name="Standing traffic")
    cache.clear()
    practice = world.publish()
    practice.border_types.set([border])
    practice.save()
    recount([practice.pk])
    browser = world.browser("finn")
    assert items(browser, "Topic") == {"Queues": 1}
    assert items(browser, "Border type") == {"Queueing place": 1}
    page = browser.get(f"/kb/practices/?topic={world.topic.code}&border={world.topic.code}").content.decode()
    assert "Topic: Queues" in page
    assert "Border type: Queueing place" in page
    assert "Standing traffic" not in page


def test_every_facet_that_counts_terms_says_of_which_vocabulary() -> None:
    for register in registry.registers():
        for facet in facets_of(register):
            field, relation = end_of(facet.path)
            if field.model is Term:
                assert relation is not None and vocabulary_of(relation) in Vocabulary.values, facet.key
