"""What an index answers before a page is made of it: hits in their order, points, counts.

A page shows no points, and what it leaves out it does not show either: the index itself must not tell twin worlds apart.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest

from search.engines.database import DatabaseEngine
from search.engines.database_reading import Sql
from tests.access.everywhere import original, replace

ELASTICSEARCH = "search.engines.elasticsearch.ElasticsearchEngine._answer"
DATABASE = "search.engines.database.DatabaseEngine._page"
POINTS = """SELECT d.source, d.object_id, d.whole, sum(points.p) FROM search_document d
    JOIN ({score}) AS points ON points.id = d.id WHERE {} GROUP BY d.source, d.object_id, d.whole"""


@dataclass
class Heard:
    """What each engine has said since one listens; `elasticsearch` counts what the server was asked."""

    said: list[str] = field(default_factory=list)
    elasticsearch: int = 0

    def since(self, before: int) -> str:
        """What was said after so many answers."""
        return "\n".join(self.said[before:])


def listen(patch: pytest.MonkeyPatch) -> Heard:
    """From now on."""
    heard = Heard()
    answered, paged = original(ELASTICSEARCH), original(DATABASE)

    def answer(engine: Any, search: Any) -> Any:
        told = answered(engine, search)
        heard.elasticsearch += 1
        # Which of the words one may have meant stands in anything readable is asked of words of every text, and comes to
        # the reader as a word put right or not at all: no hits, no points, no counts.
        if search.to_dict().get("size") != 0:
            heard.said.append(f"{told['hits']} {told.body.get('aggregations')}")
        return told

    def page(engine: DatabaseEngine, question: Any, score: Sql | None) -> Any:
        found = paged(engine, question, score)
        heard.said.append(f"{found} {_points(engine, question, score)}")
        return found

    replace(patch, ELASTICSEARCH, answer)
    replace(patch, DATABASE, page)
    return heard


def _points(engine: DatabaseEngine, question: Any, score: Sql | None) -> list[str]:
    """Of everything that matches, in no order."""
    if score is None:
        return []
    asked = Sql(POINTS.replace("{score}", score.text), engine.matched(question), score.values)
    return sorted(map(str, engine._rows(asked)))
