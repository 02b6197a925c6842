"""Questions in the words of Elasticsearch. Every score is a constant of the application: no statistics of the index enter it."""

from collections.abc import Iterable, Sequence

from elasticsearch_dsl import Q
from elasticsearch_dsl.query import Query as Clause

from search.engines.base import FACETS, Question
from search.engines.database import points
from search.engines.elasticsearch_mapping import NEUTRAL_FIELDS, TEXTS, TITLES, codes_field, thing_of
from search.query import Term, TermKind

# More values than any facet has: the counts of a single shard are then exact.
MOST_VALUES = 500
# Words that the beginning at the end of a phrase may stand for. Short beginnings are indexed whole, and hardly any of four
# letters has so many: the answer must not depend on words of documents the reader does not find.
MOST_ENDINGS = 4000


def readable(question: Question) -> Clause:
    """What stands in every request: tokens of the reader, none of the excluding ones, nothing the index is behind on."""
    tokens = sorted(question.tokens)
    without = [Q("terms", unless=tokens)]
    if question.hidden:
        without.append(Q("terms", thing=sorted(thing_of(*thing) for thing in question.hidden)))
    if question.hidden_sources:
        without.append(Q("terms", source=sorted(question.hidden_sources)))
    return Q("bool", filter=[Q("terms", tokens=tokens)], must_not=without)


def asked(question: Question) -> Clause:
    """Words and rights together; the words give the points."""
    query = question.query
    return Q(
        "bool",
        filter=[readable(question)],
        must=[_group(group, question) for group in query.groups],
        must_not=[matching(term, question.by_people) for term in query.excluded],
    )


def matching(term: Term, by_people: bool) -> Clause:
    """Whether a term stands anywhere in a document: exactly, or as another form of the word."""
    return _any([_exactly(term, NEUTRAL_FIELDS), *_forms(term, TITLES + TEXTS), *_people(term, by_people)])


def chosen(filters: Iterable[tuple[str, Sequence[str]]]) -> Clause:
    """Facets people chose: any value of a facet, every facet."""
    return Q("bool", filter=[Q("terms", **{name: list(values)}) for name, values in filters])


def counts(question: Question) -> dict[str, dict[str, object]]:
    """Counts by value for each facet, leaving its own choice aside."""
    return {name: _count(name, question) for name in FACETS}


def in_title(words: Sequence[str], question: Question) -> Clause:
    """Words of a title, the last as a beginning."""
    *whole, last = words
    wanted = [Q("term", title=word) for word in whole]
    return Q("bool", filter=[readable(question), *wanted, Q("prefix", title=last)])


def only(terms: Iterable[Term], by_people: bool) -> dict[str, dict[str, object]]:
    """A filter for each term, by number: which of them match anything."""
    return {str(number): matching(term, by_people).to_dict() for number, term in enumerate(terms)}


def _count(name: str, question: Question) -> dict[str, object]:
    others = chosen((each, values) for each, values in question.filters.items() if each != name)
    values = {"terms": {"field": name, "size": MOST_VALUES, "min_doc_count": 1}}
    return {"filter": others.to_dict(), "aggs": {"values": values}}


def _group(group: Sequence[Term], question: Question) -> Clause:
    return _any([_pointed(term, points(term, question), question.by_people) for term in group])


def _pointed(term: Term, worth: int, by_people: bool) -> Clause:
    """A word in the title says more about a thing than one in its body; as written says more than another form."""
    parts = [
        (4, _any([_exactly(term, ["title"]), *_forms(term, TITLES)])),
        (2, _exactly(term, ["summary"])),
        (1, _any([_exactly(term, ["body"]), *_forms(term, TEXTS)])),
        (1, _exactly(term, NEUTRAL_FIELDS)),
    ]
    parts += [(0, each) for each in _people(term, by_people)]
    return _any([Q("constant_score", filter=part, boost=worth * factor) for factor, part in parts])


def _people(term: Term, by_people: bool) -> list[Clause]:
    """In the names of people, for those who are told them; they give no points."""
    return [_in_field(term, "people")] if by_people else []


def _exactly(term: Term, fields: Sequence[str]) -> Clause:
    """The index holds folded words, so folded words are asked for."""
    codes = [Q("term", **{codes_field(field): term.code}) for field in fields] if term.code else []
    return _any([*(_in_field(term, field) for field in fields), *codes])


def _in_field(term: Term, field: str) -> Clause:
    words = " ".join(term.words)
    if term.kind is TermKind.PHRASE_PREFIX:
        return Q("match_phrase_prefix", **{field: {"query": words, "max_expansions": MOST_ENDINGS}})
    if term.kind is TermKind.PREFIX:
        return Q("prefix", **{field: words})
    if len(term.words) == 1:
        return Q("term", **{field: words})
    return Q("match_phrase", **{field: {"query": words}})


def _forms(term: Term, fields: Sequence[str]) -> list[Clause]:
    if term.kind is not TermKind.WORD:
        return []
    return [Q("multi_match", query=term.written[0], fields=list(fields))]


def _any(clauses: Sequence[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else Q("bool", should=list(clauses), minimum_should_match=1)
