"""Comparing an index with the truth: which documents there are, of which version, for whom."""

from collections.abc import Iterator

from networks.events.searchable import sources
from search.documents import IndexDocument, documents_of
from search.engines.base import Engine, Indexed

Key = tuple[str, int, bool]


def differences(engine: Engine) -> Iterator[str]:
    """One sentence for each difference."""
    held: dict[Key, Indexed] = {(each.source, each.pk, each.whole): each for each in engine.contents()}
    for document in _truth():
        stored = held.pop((document.source, document.pk, document.whole), None)
        name = _name(document.source, document.pk, document.whole)
        if stored is None:
            yield f"{name} is missing"
        else:
            yield from (f"{name} {words}" for words in _unlike(document, stored))
    for key in sorted(held):
        yield f"{_name(*key)} should not be there"


def _truth() -> Iterator[IndexDocument]:
    for source in sources():
        for batch in source.all_ids():
            for entry in source.load(batch):
                yield from documents_of(entry)


def _unlike(document: IndexDocument, stored: Indexed) -> Iterator[str]:
    if stored.tokens != document.tokens or stored.unless != document.unless:
        yield "has other readers in the index"
    if stored.version != document.version:
        yield f"is version {stored.version} in the index and {document.version} in the database"
    elif stored.fingerprint != document.fingerprint():
        yield "has another text or other facets in the index"


def _name(source: str, pk: int, whole: bool) -> str:
    return f"{source} {pk} ({'whole' if whole else 'summary'})"
