"""The index in the database and Elasticsearch, asked the same by the same people."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from wagtail.models import Page

from networks.access.viewer import viewer_of
from networks.discussions.homes import home_of
from networks.discussions.models import Topic
from networks.spaces.models import Network
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


@dataclass(frozen=True)
class Told:
    """What one engine told. Not in which order: a word in the body counts for one of the two only."""

    hits: list[Found]
    total: int
    facets: dict[str, Mapping[str, int]]
    shown_for: str


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
        both = [_told(engine, small, role, asked) for engine in (database_engine, elasticsearch_engine)]
        found.asked += 1
        for told in both:
            found.hits += len(told.hits)
            # A hit of which the oracle does not know who may have it ends the test.
            found.forbidden += [
                Leak(role, words, str(each)) for each in told.hits if role not in readers[each]
            ]
            found.forbidden += _by_a_secret_word(small, role, told.shown_for or words, told)
        if both[0] != both[1]:
            found.different.append(Leak(role, f"{words} {asked.filters}", f"{both[0]} or {both[1]}"))
    return found


def _words(small: SmallStage, number: int) -> Iterator[str]:
    chance = random.Random(number)
    canaries = sorted(each for each in small.stage.readers if each.startswith("CNRYPractice"))
    for _each in range(number):
        yield " ".join(chance.choices(PIECES, k=chance.randint(1, 2)))
        yield chance.choice(canaries)


def _told(engine: Any, small: SmallStage, role: str, asked: Asked) -> Told:
    """What one engine tells somebody."""
    viewer = viewer_of(small.stage.people[role])
    with pytest.MonkeyPatch.context() as patch:
        replace(patch, "search.engines.choosing.best_engine", engine)
        results, suggested = find(viewer, asked), suggest(viewer, asked.text)
    assert results.limited == (engine is database_engine), "another engine answered"
    # One of the two names a facet of which nothing is left, and the page shows neither.
    facets = {name: values for name, values in results.facets.items() if values}
    hits = [(hit.kind, hit.url) for hit in (*results.hits, *suggested)]
    return Told(sorted(hits), results.total, facets, results.shown_for)


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
    # Cards of networks are for everybody, as what the site begins with.
    for network in Network.objects.all():
        yield ("network", network.get_absolute_url()), frozenset(CAST)
    for page in Page.objects.live().filter(depth__gt=2).exclude(slug__startswith="news-"):
        yield ("page", page.url), frozenset(CAST)
    for name in LABELS:
        yield ("page", f"/news/news-{name.lower()}/"), readers_of(name)


def _sits(person: Any) -> bool:
    return any(seat.network == OTHER for seat in person.seats)


def _by_a_secret_word(small: SmallStage, role: str, words: str, told: Told) -> list[Leak]:
    """A canary finds nothing for whoever may not read it, and no slip is put right into it."""
    by_letters = {canary.lower(): readers for canary, readers in small.stage.readers.items()}
    if role in by_letters.get(words.lower(), CAST):
        return []
    return [Leak(role, words, str(each)) for each in (*told.hits, *filter(None, [told.shown_for]))]
