"""The search of Limes: Elasticsearch 8."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.conf import settings
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, helpers
from elasticsearch_dsl import Search

from search.documents import IndexDocument
from search.engines import elasticsearch_queries as queries
from search.engines.base import Candidate, Engine, EngineAway, Found, Indexed, Question
from search.engines.elasticsearch_mapping import body_of, id_of
from search.models import Ticket
from search.query import Term

# A page never waits longer for the index; the relay may.
READ_SECONDS = 1.2
WRITE_SECONDS = 30
# The service is there but cannot do it now; 404 is an index that is not there (yet).
AWAY_STATUS = {404, 408, 413, 429, 500, 502, 503, 504}
NEWEST = ("-updated", "reference")
# The write met a later one; or there was nothing to delete.
FINE_STATUS = {409}


class IndexingRefused(Exception):
    """Elasticsearch does not accept a document, however often it is sent."""


@lru_cache(maxsize=8)
def client_of(url: str) -> Elasticsearch:
    """One client for each address: it keeps its connections."""
    return Elasticsearch(url, max_retries=0, retry_on_timeout=False)


@contextmanager
def away_if_silent() -> Iterator[None]:
    """Turn every kind of absence into `EngineAway`."""
    try:
        yield
    except TransportError as reason:
        raise EngineAway(f"Elasticsearch does not answer: {reason!r}"[:300]) from reason
    except ApiError as reason:
        if reason.status_code in AWAY_STATUS:
            raise EngineAway(f"Elasticsearch cannot do it now: {reason}"[:300]) from reason
        raise


class ElasticsearchEngine(Engine):
    """Reads through one alias, writes to every index that is being kept (two while one is rebuilt)."""

    handler = "search.elasticsearch"

    def __init__(self, url: str, name: str = "") -> None:
        self.name = name or settings.ELASTICSEARCH_INDEX
        self.reader = client_of(url).options(request_timeout=READ_SECONDS)
        self.writer = client_of(url).options(request_timeout=WRITE_SECONDS)

    @property
    def kept(self) -> str:
        """The alias of all indices that are written to."""
        return f"{self.name}-kept"

    @contextmanager
    def writing(self) -> Iterator[int]:
        """Writers may work side by side: the ticket becomes the external version, so the last truth wins."""
        ticket = Ticket.objects.create().pk
        Ticket.objects.filter(pk__lt=ticket).delete()
        yield ticket

    def replace(
        self, source: str, pks: Collection[int], documents: Sequence[IndexDocument], ticket: int
    ) -> None:
        """One bulk for everything, seen by searches when it returns."""
        with away_if_silent():
            targets = self.targets()
            self.write(targets, source, pks, documents, ticket)

    def check(self) -> None:
        """Raises EngineAway unless the service answers and has an index to read from."""
        if not self.is_built():
            raise EngineAway("Elasticsearch has no index yet")

    def is_built(self) -> bool:
        """Whether there is an index to read from. Raises EngineAway when the service does not answer."""
        with away_if_silent():
            return bool(self.reader.indices.exists_alias(name=self.name))

    def targets(self) -> list[str]:
        """Names of the indices to write to. None: nothing was built yet, and nothing may be lost meanwhile."""
        return sorted(self.writer.indices.get_alias(name=self.kept))

    def write(
        self,
        targets: Sequence[str],
        source: str,
        pks: Collection[int],
        documents: Sequence[IndexDocument],
        ticket: int,
    ) -> None:
        """Send index and delete operations, each with its ticket as external version."""
        wanted = {id_of(each.source, each.pk, whole=each.whole): each for each in documents}
        ids = [id_of(source, pk, whole=whole) for pk in sorted(pks) for whole in (True, False)]
        actions = [_action(target, each, wanted.get(each), ticket) for target in targets for each in ids]
        refused = []
        results = helpers.streaming_bulk(self.writer, actions, raise_on_error=False, refresh=True)
        for fine, result in results:
            if not fine:
                refused += _refusals(result)
        if refused:
            raise IndexingRefused("; ".join(refused)[:400])

    def search(self, question: Question) -> Found:
        """Rights and words in the query, so counts know them too; only chosen facets are applied afterwards."""
        search = self._page(question).extra(track_total_hits=True)
        search.update_from_dict({"aggs": queries.counts(question)})
        answer = self._answer(search)
        return Found(_candidates(answer), answer["hits"]["total"]["value"], _counts(answer))

    def newest(self, question: Question) -> tuple[Candidate, ...]:
        """Without counting anything."""
        page = self._page(question).sort(*NEWEST).extra(track_total_hits=False)
        return _candidates(self._answer(page))

    def _page(self, question: Question) -> Search:
        search = self._search(queries.asked(question))
        search = search.post_filter(queries.chosen(question.filters.items()))
        search = search[question.start : question.start + question.size]
        return search.sort(*(["_score", *NEWEST] if question.query.groups else NEWEST))

    def suggest(self, question: Question, words: Sequence[str]) -> list[Candidate]:
        """Titles that begin so, newest first."""
        if not words:
            return []
        search = self._search(queries.in_title(words, question)).sort(*NEWEST)
        return list(_candidates(self._answer(search[: question.size])))

    def standing(self, question: Question, terms: Collection[Term]) -> set[Term]:
        """One request for all terms."""
        if not terms:
            return set()
        search = self._search(queries.readable(question))[:0]
        search.update_from_dict(
            {"aggs": {"terms": {"filters": {"filters": queries.only(terms, question.by_people)}}}}
        )
        buckets = self._answer(search)["aggregations"]["terms"]["buckets"]
        return {term for number, term in enumerate(terms) if buckets[str(number)]["doc_count"]}

    def contents(self) -> Iterator[Indexed]:
        """Every document, in no order."""
        with away_if_silent():
            for hit in helpers.scan(self.writer, index=self.name, size=1000, preserve_order=False):
                yield _indexed(hit["_source"])

    def _search(self, query: Any) -> Search:
        """Three values of each hit, from columns: reading stored documents costs more than finding them."""
        columns = Search(index=self.name).query(query).source(False)
        return columns.extra(stored_fields="_none_", docvalue_fields=["source", "pk", "whole"])

    def _answer(self, search: Search) -> Any:
        with away_if_silent():
            return self.reader.search(index=self.name, body=search.to_dict())


def _action(target: str, each: str, document: IndexDocument | None, ticket: int) -> dict[str, Any]:
    action = {
        "_op_type": "index" if document else "delete",
        "_index": own_alias(target),
        "_id": each,
        "version": ticket,
        "version_type": "external",
        "require_alias": True,
    }
    return action | ({"_source": body_of(document)} if document else {})


def own_alias(index: str) -> str:
    """An alias of this index alone: a write that insists on an alias can never bring a removed index back."""
    return f"{index}-own"


def _refusals(result: dict[str, Any]) -> list[str]:
    """Reasons that no other try will mend. Raises EngineAway for those that pass by themselves."""
    (operation, outcome), *_ = result.items()
    status = outcome.get("status", 0)
    if status in FINE_STATUS or (operation == "delete" and outcome.get("result") == "not_found"):
        return []
    reason = f"{outcome.get('_id')}: {status} {outcome.get('error')}"
    if status in AWAY_STATUS:
        raise EngineAway(reason[:300])
    return [reason]


def _candidates(answer: Any) -> tuple[Candidate, ...]:
    found = (hit["fields"] for hit in answer["hits"]["hits"])
    return tuple(Candidate(each["source"][0], each["pk"][0], each["whole"][0]) for each in found)


def _counts(answer: Any) -> dict[str, dict[str, int]]:
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in each["values"]["buckets"]}
        for name, each in answer["aggregations"].items()
        if each["values"]["buckets"]
    }


def _indexed(each: dict[str, Any]) -> Indexed:
    return Indexed(
        each["source"],
        each["pk"],
        each["whole"],
        each["version"],
        each["fingerprint"],
        frozenset(each["tokens"]),
        frozenset(each["unless"]),
    )
