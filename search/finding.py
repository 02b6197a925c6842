"""Answering a question: choose the engine, leave out what it is behind on, put slips right, authorise the page."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from networks.access.viewer import Viewer
from networks.text.folding import folded
from search.asking import Asked
from search.authorising import Hit, authorised
from search.correcting import corrections
from search.engines.base import Candidate, Engine, EngineAway, Found, Question
from search.engines.choosing import best_engine, breaker, database_engine, is_limited
from search.engines.database import DatabaseEngine
from search.pending import Pending, pending, readable_count
from search.query import Query, parse
from search.weights import weights

log = logging.getLogger("limes.search")

PAGE_SIZE = 25
SUGGESTIONS = 8
LONGEST_SUGGESTED = 12
# Deeper than this nobody reads, and no index likes to count.
MOST_RESULTS = 10_000
# A register's list has so many of the newest that match; whoever looks for older ones says more.
MOST_LISTED = 2_000
# How often a page is asked for again because the database refused something of it in this very moment.
MOST_ROUNDS = 4

T = TypeVar("T")


@dataclass(frozen=True)
class Results:
    """Everything the page of results shows. Nothing in it comes from a part the reader may not read."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    page: int = 1
    shown_for: str = ""
    """The question as it was put right; empty when it was answered as asked."""
    waiting: int = 0
    """How many things the reader may read are being indexed at this moment."""
    resting: bool = False
    """Too much is waiting: what is left out altogether comes back when the index has caught up."""
    limited: bool = False
    """Elasticsearch did not answer, the database did."""


def find(viewer: Viewer, asked: Asked) -> Results:
    """Answer from the best engine there is; from the database when that one fails half way."""
    query = parse(asked.text)
    if not (query or asked.filters):
        return Results()
    return _with_best(lambda engine: _find(engine, viewer, asked, query))


def matching(viewer: Viewer, asked: Asked) -> tuple[Sequence[Candidate], bool]:
    """The newest of what matches, and whether the search was limited.

    For lists that ask the database themselves what of each candidate may be read.
    """
    query = parse(asked.text)
    return _with_best(lambda engine: _matching(engine, viewer, asked, query)) if query else ((), False)


def suggest(viewer: Viewer, text: str) -> list[Hit]:
    """Things whose title has these words, the last as a beginning."""
    words = folded(text)[:LONGEST_SUGGESTED]
    return _with_best(lambda engine: _suggest(engine, viewer, words)) if words else []


def _with_best(ask: Callable[[Engine], T]) -> T:
    engine = best_engine()
    if isinstance(engine, DatabaseEngine):
        return ask(engine)
    try:
        return ask(engine)
    except EngineAway as reason:
        log.warning("search falls back to the database: %s", reason)
        breaker.open()
        return ask(database_engine())


def _find(engine: Engine, viewer: Viewer, asked: Asked, query: Query) -> Results:
    waiting = _waiting(engine)
    start = (min(asked.page, MOST_RESULTS // PAGE_SIZE) - 1) * PAGE_SIZE
    question = _question(viewer, asked, query, waiting, start=start, size=PAGE_SIZE)
    (found, hits, start), right = _put_right(
        engine,
        viewer,
        asked,
        question,
        lambda put: _agreed(engine, viewer, _weighed(put, viewer)),
        lambda answer: answer[0].total,
    )
    return Results(
        hits=hits,
        total=found.total,
        facets=found.facets,
        page=start // PAGE_SIZE + 1,
        shown_for=str(right or ""),
        waiting=readable_count(waiting, viewer),
        resting=bool(waiting.resting),
        limited=is_limited(engine),
    )


def _matching(engine: Engine, viewer: Viewer, asked: Asked, query: Query) -> tuple[Sequence[Candidate], bool]:
    question = _question(viewer, asked, query, _waiting(engine), start=0, size=MOST_LISTED)
    found, _right = _put_right(engine, viewer, asked, question, engine.newest, len)
    return found, is_limited(engine)


def _question(
    viewer: Viewer, asked: Asked, query: Query, waiting: Pending, *, start: int, size: int
) -> Question:
    return Question(
        viewer.tokens,
        query,
        asked.filters,
        hidden=waiting.things,
        hidden_sources=waiting.resting,
        start=start,
        size=size,
    )


def _weighed(question: Question, viewer: Viewer) -> Question:
    words = [word for term in question.query.terms for word in term.words]
    return replace(question, weights=weights(viewer, words))


def _put_right(
    engine: Engine,
    viewer: Viewer,
    asked: Asked,
    question: Question,
    ask: Callable[[Question], T],
    many: Callable[[T], int],
) -> tuple[T, Query | None]:
    """The answer, and how the question was put right; None when it was answered as typed.

    Where something is found every word of the question stands somewhere, so there is nothing to put right.
    """
    answer = ask(question)
    if asked.exact or many(answer):
        return answer, None
    for right in corrections(engine, viewer, question):
        instead = ask(replace(question, query=right))
        if many(instead):
            return instead, right
    return answer, None


def _waiting(engine: Engine) -> Pending:
    """What the engine is behind on; what the database index is behind on as well, for results show its texts."""
    return pending(*{engine.handler, DatabaseEngine.handler})


def _agreed(engine: Engine, viewer: Viewer, question: Question) -> tuple[Found, list[Hit], int]:
    """A page to which the database has agreed in full: what it refuses is left out and everything counted again."""
    for _round in range(MOST_ROUNDS):
        found = engine.search(question)
        if not found.candidates and found.total and question.start:
            question = replace(question, start=_last_start(found.total))
            continue
        hits, refused = authorised(found.candidates, viewer, question.query)
        if not refused:
            return found, hits, question.start
        question = replace(question, hidden=question.hidden | refused)
    return _disagreed(engine)


def _disagreed(engine: Engine) -> tuple[Found, list[Hit], int]:
    """An index that holds so much it should not is not believed in anything it counts."""
    log.error(
        "the index %s disagrees with the database: run search_verify and search_rebuild", engine.handler
    )
    if isinstance(engine, DatabaseEngine):
        return Found((), 0), [], 0
    raise EngineAway("The index disagrees with the database.")


def _last_start(total: int) -> int:
    return (min(total, MOST_RESULTS) - 1) // PAGE_SIZE * PAGE_SIZE


def _suggest(engine: Engine, viewer: Viewer, words: list[str]) -> list[Hit]:
    waiting = _waiting(engine)
    question = Question(
        viewer.tokens, hidden=waiting.things, hidden_sources=waiting.resting, size=SUGGESTIONS
    )
    hits, _refused = authorised(engine.suggest(question, words), viewer, question.query)
    return hits
