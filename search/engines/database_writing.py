"""Writing the rows around the text: documents, audiences, facets and the vocabulary. Always inside `writing()`."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import F

from networks.text.folding import folded
from search.documents import IndexDocument
from search.engines.base import FACETS
from search.engines.database_reading import SEPARATOR
from search.models import Audience, AudienceToken, CountedWords, Document, Facet, Shown, Word

BATCH = 500
Counts = dict[str, Counter[str]]


def store(documents: Sequence[IndexDocument], ticket: int) -> list[int]:
    """Write the rows of documents; their ids in the same order."""
    audiences = _audiences(documents)
    words = [_distinct_words(each) for each in documents]
    rows = Document.objects.bulk_create(
        [
            Document(
                source=each.source,
                object_id=each.pk,
                whole=each.whole,
                audience_id=audiences[_key(each)],
                ticket=ticket,
                version=each.version,
                fingerprint=each.fingerprint(),
                reference=each.reference,
                updated_at=each.updated_at,
                counted=_counted(each),
            )
            for each in documents
        ],
        batch_size=BATCH,
    )
    _store_facets(rows, documents)
    _store_shown(rows, documents)
    CountedWords.objects.bulk_create(
        [
            CountedWords(document=row, words=" ".join(known))
            for row, each, known in zip(rows, documents, words, strict=True)
            if each.for_experts
        ],
        batch_size=BATCH,
    )
    _learn(documents, words)
    return [row.pk for row in rows]


def take_out(ids: Sequence[int]) -> None:
    """Remove the rows of documents and take their words off the statistics."""
    counts = _no_counts()
    counted = CountedWords.objects.filter(document__in=ids)
    for words, for_all in counted.values_list("words", "document__audience__for_all"):
        _count(counts, words.split(), for_all=for_all, by=-1)
    _add(counts)
    counted.delete()
    Facet.objects.filter(document_id__in=ids).delete()
    Shown.objects.filter(document_id__in=ids).delete()
    Document.objects.filter(pk__in=ids).delete()


def tokens_by_audience() -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """Wanted and excluding tokens of every audience."""
    found: dict[int, tuple[set[str], set[str]]] = {
        pk: (set(), set()) for pk in Audience.objects.values_list("pk", flat=True)
    }
    for audience, token, unless in AudienceToken.objects.values_list("audience_id", "token", "unless"):
        found[audience][unless].add(token)
    return {pk: (frozenset(wanted), frozenset(unless)) for pk, (wanted, unless) in found.items()}


def forget_unused() -> None:
    """Remove audiences no document has; part of a rebuild."""
    Audience.objects.filter(documents=None).delete()


def forget_words() -> None:
    """Empty the vocabulary before a rebuild, which learns it anew document by document."""
    Word.objects.all().delete()
    CountedWords.objects.all().delete()


def _key(document: IndexDocument) -> str:
    words = "\n".join([*sorted(document.tokens), "unless", *sorted(document.unless)])
    return hashlib.sha256(words.encode()).hexdigest()


def _audiences(documents: Sequence[IndexDocument]) -> dict[str, int]:
    by_key = {_key(each): each for each in documents}
    known = dict(Audience.objects.filter(key__in=by_key).values_list("key", "pk"))
    missing = [(key, each) for key, each in by_key.items() if key not in known]
    made = Audience.objects.bulk_create(
        Audience(key=key, for_all=each.for_all, for_experts=each.for_experts) for key, each in missing
    )
    AudienceToken.objects.bulk_create(
        [
            AudienceToken(audience=audience, token=token, unless=unless)
            for audience, (_, each) in zip(made, missing, strict=True)
            for unless, tokens in ((False, each.tokens), (True, each.unless))
            for token in sorted(tokens)
        ],
        batch_size=BATCH,
    )
    return known | {audience.key: audience.pk for audience in made}


def _store_facets(rows: Sequence[Document], documents: Sequence[IndexDocument]) -> None:
    Facet.objects.bulk_create(
        [
            Facet(document=row, name=name, value=value)
            for row, each in zip(rows, documents, strict=True)
            for name, values in each.facets.items()
            for value in sorted(set(values))
        ],
        batch_size=BATCH,
    )


def _store_shown(rows: Sequence[Document], documents: Sequence[IndexDocument]) -> None:
    Shown.objects.bulk_create(
        [
            Shown(
                document=row,
                marking_id=each.marking_id,
                url=each.url,
                language=each.language,
                title=each.title,
                summary=each.summary,
                summary_en=each.summary_en,
                labels=each.labels.get("en", ""),
                body=each.body,
                facets={name: list(values) for name, values in each.facets.items()},
            )
            for row, each in zip(rows, documents, strict=True)
        ],
        batch_size=BATCH,
    )


def _counted(document: IndexDocument) -> str:
    pairs = [f"{name}={value}" for name in FACETS for value in sorted(set(document.facets.get(name, ())))]
    return SEPARATOR.join(pair.replace(SEPARATOR, " ") for pair in pairs)


def _distinct_words(document: IndexDocument) -> list[str]:
    text = [document.title, document.title_en, document.summary, document.summary_en, document.body]
    text += [*document.labels.values(), *document.body_labels.values()]
    return sorted({word for part in text for word in folded(part)})


def _learn(documents: Sequence[IndexDocument], words: Sequence[list[str]]) -> None:
    counts = _no_counts()
    for document, known in zip(documents, words, strict=True):
        if document.for_experts:
            _count(counts, known, for_all=document.for_all, by=1)
    everything = {word for known in words for word in known} | {""}
    Word.objects.bulk_create(
        [Word(text=word, first=word[:1], length=len(word)) for word in sorted(everything)],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    _add(counts)


def _no_counts() -> Counts:
    return {"for_all": Counter(), "for_experts": Counter()}


def _count(counts: Counts, words: Iterable[str], *, for_all: bool, by: int) -> None:
    for word in ("", *words):
        counts["for_experts"][word] += by
        if for_all:
            counts["for_all"][word] += by


def _add(counts: Counts) -> None:
    """Words of the same change are updated together: a handful of statements, however many words."""
    together: dict[tuple[int, int], list[str]] = {}
    for word in counts["for_experts"] | counts["for_all"] | -counts["for_experts"] | -counts["for_all"]:
        change = (counts["for_all"][word], counts["for_experts"][word])
        together.setdefault(change, []).append(word)
    for (for_all, for_experts), words in together.items():
        for start in range(0, len(words), BATCH):
            Word.objects.filter(text__in=words[start : start + BATCH]).update(
                for_all=F("for_all") + for_all, for_experts=F("for_experts") + for_experts
            )
