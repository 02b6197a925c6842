"""The index in the database and Elasticsearch, asked the same by the same people."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from wagtail.models import Page

from networks.access.viewer import viewer_of
from networks.discussions.homes import home_of
from networks.discussions.models import Topic
from search.asking import Asked
from search.engines.choosing import database_engine, elasticsearch_engine
from search.finding import find, suggest
from tests.access.answers import Leak
from tests.access.cast import CAST, OTHER
from tests.access.everywhere import replace
from tests.access.oracle import PUBLISHED, SUMMARY, TALK
from tests.access.planted_pages import LABELS, readers_of
from tests.access.questions import PIECES
from tests.access.small_stage import SmallStage

CHOICES: tuple[dict[str, tuple[str, ...]], ...] = (
    {},
    {"kind": ("practices",)},
    {"label": ("TLP:AMBER",)},
    {"kind": ("topic",), "network": ("matrix",)},
)


# The kind of a hit and its address: a record's discussion stands on the page of the record.
Found = tuple[str, str]


@dataclass
class Beside:
    """What came of asking both: hits somebody may not know, and answers in which the two differ."""

    asked: int = 0
    hits: int = 0
    forbidden: list[Leak] = field(default_factory=list)
    different: list[Leak] = field(default_factory=list)


def ask_both(small: SmallStage, role: str, number: int) -> Beside:
    """So many questions in any mixture, and as many canaries, asked as this role."""
    found, readers = Beside(), dict(_readers_of_hits(small))
    for place, words in enumerate(_words(small, number)):
        asked = Asked(words, CHOICES[place % len(CHOICES)])
        one = _told(database_engine, small, role, asked)
        other = _told(elasticsearch_engine, small, role, asked)
        hits = [*one[0], *other[0]]
        found.asked += 1
        found.hits += len(hits)
        # A hit of which the oracle does not know who may have it ends the test.
        found.forbidden += [Leak(role, words, str(each)) for each in hits if role not in readers[each]]
        found.forbidden += _by_a_secret_word(small, role, words, hits)
        if one != other:
            found.different.append(Leak(role, f"{words} {asked.filters}", f"{one} or {other}"))
    return found


def _words(small: SmallStage, number: int) -> Iterator[str]:
    chance = random.Random(number)
    canaries = sorted(each for each in small.stage.readers if each.startswith("CNRYPractice"))
    for _each in range(number):
        yield " ".join(chance.choices(PIECES, k=chance.randint(1, 2)))
        yield chance.choice(canaries)


def _told(engine: Any, small: SmallStage, role: str, asked: Asked) -> tuple[list[Found], object]:
    """Addresses of what one engine finds and suggests, and how it counts."""
    viewer = viewer_of(small.stage.people[role])
    with pytest.MonkeyPatch.context() as patch:
        replace(patch, "search.engines.choosing.best_engine", engine)
        results, suggested = find(viewer, asked), suggest(viewer, asked.text)
    assert results.limited == (engine is database_engine), "another engine answered"
    # One of the two names a facet of which nothing is left, and the page shows neither.
    facets = {name: values for name, values in results.facets.items() if values}
    told = (results.total, facets, results.shown_for, len(suggested))
    return [(hit.kind, hit.url) for hit in (*results.hits, *suggested)], told


def _readers_of_hits(small: SmallStage) -> Iterator[tuple[Found, frozenset[str]]]:
    """Who may be told of what, by the oracle: records, their discussions, other discussions, pages."""
    for name, thing in small.things.items():
        if thing.plan.thing.exposure == PUBLISHED:
            yield ("practices", thing.record.get_absolute_url()), thing.plan.readers(SUMMARY)
            yield ("topic", home_of(small.topic(name))), thing.plan.readers(TALK)
    mine = Topic.objects.get(network=small.stage.network)
    yield ("topic", home_of(mine)), small.stage.readers["CNRYPracticeTopicTitle"]
    elsewhere = frozenset(role for role, each in CAST.items() if each and _sits(each))
    yield ("topic", home_of(small.elsewhere)), elsewhere
    # What the site begins with is for everybody.
    for page in Page.objects.live().filter(depth__gt=2).exclude(slug__startswith="news-"):
        yield ("page", page.url), frozenset(CAST)
    for name in LABELS:
        yield ("page", f"/news/news-{name.lower()}/"), readers_of(name)


def _sits(person: Any) -> bool:
    return any(seat.network == OTHER for seat in person.seats)


def _by_a_secret_word(small: SmallStage, role: str, words: str, hits: Iterable[Found]) -> list[Leak]:
    """A canary finds nothing for whoever may not read it."""
    secret = words in small.stage.readers and role not in small.stage.readers[words]
    return [Leak(role, words, str(each)) for each in hits] if secret else []
