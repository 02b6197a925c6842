"""Leaks planted into what Elasticsearch is asked: there is no page between it and its counts."""

from typing import Any

from elasticsearch_dsl import Q

from networks.access.viewer import viewer_of
from search.asking import Asked
from search.finding import find
from tests.access import checks
from tests.access.answers import Leak
from tests.access.planted_bugs import PlantedBug
from tests.access.planted_records import COMMON
from tests.access.planting import instead
from tests.access.small_stage import SmallStage

QUERIES = "search.engines.elasticsearch_queries"


def for_everybody(asked: Any) -> Any:
    """What is asked without the tokens of the reader."""

    def readable(question: Any) -> Any:
        query = asked(question).to_dict()
        query["bool"] = {"must_not": query["bool"]["must_not"][1:]}
        return Q(query)

    return readable


def of_the_whole_index(asked: Any) -> Any:
    """Counts over everything there is."""
    return lambda name, question: {"global": {}, "aggs": asked(name, question)["aggs"]}


def with_nothing(asked: Any) -> Any:
    """Values of which nothing is left as well."""

    def count(name: str, question: Any) -> Any:
        counted = asked(name, question)
        counted["aggs"]["values"]["terms"]["min_doc_count"] = 0
        return counted

    return count


def values_of_nothing(small: SmallStage, role: str) -> list[Leak]:
    """Values a page of results names though nothing this role may know has them."""
    facets = find(viewer_of(small.stage.people[role]), Asked(COMMON)).facets
    return [
        Leak(role, f"facet {name}", value)
        for name, values in facets.items()
        for value, count in values.items()
        if not count
    ]


BUGS = (
    PlantedBug(
        "Elasticsearch is asked without the tokens of the reader",
        instead(f"{QUERIES}.readable", for_everybody),
        lambda small: checks.words_found(small, "visitor", "OutAmber"),
    ),
    PlantedBug(
        "Elasticsearch counts in the whole index",
        instead(f"{QUERIES}._count", of_the_whole_index),
        lambda small: checks.counts(small, "visitor"),
    ),
    PlantedBug(
        "Elasticsearch names values with a min_doc_count of nought",
        instead(f"{QUERIES}._count", with_nothing),
        lambda small: values_of_nothing(small, "visitor"),
    ),
)
