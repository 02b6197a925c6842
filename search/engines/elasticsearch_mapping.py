"""What an index of Limes looks like in Elasticsearch: fields, and an analyser for each language that has one.

The image needs the official plugins analysis-icu and analysis-stempel; everything else comes with it. Croatian, Latvian's
neighbours and Maltese without an analyser are found by their words as written (hr, mt, sk, sl).
"""

from typing import Any

from elasticsearch_dsl import (
    Boolean,
    Date,
    Document,
    Keyword,
    Long,
    MetaField,
    Text,
    analyzer,
    char_filter,
    token_filter,
)

from networks.text.characters import visible
from search.codes import codes_of
from search.documents import IndexDocument

# One sign for one sign, so that places in the text stay what they are; then words are cut where Python cuts them.
SIGNS = char_filter("limes_signs", "pattern_replace", pattern="[^\\p{L}\\p{M}\\p{N}]", replacement=" ")
NEUTRAL = analyzer("limes_neutral", tokenizer="standard", char_filter=[SIGNS], filter=["icu_folding"])
# The stemmer knows the letters with a comma; many keyboards write those with a cedilla.
CEDILLA = char_filter("limes_cedilla", "mapping", mappings=["ţ=>ț", "Ţ=>Ț", "ş=>ș", "Ş=>Ș"])
ROMANIAN = analyzer(
    "limes_romanian",
    tokenizer="standard",
    char_filter=[CEDILLA],
    filter=[
        "lowercase",
        token_filter("limes_romanian_stop", "stop", stopwords="_romanian_"),
        token_filter("limes_romanian_stem", "stemmer", language="romanian"),
    ],
)
ANALYZERS: dict[str, Any] = {
    "bg": "bulgarian", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian",
    "it": "italian", "lt": "lithuanian", "lv": "latvian", "nl": "dutch", "pl": "polish", "pt": "portuguese",
    "ro": ROMANIAN, "sv": "swedish",
}  # fmt: skip
TITLES = [f"title_{language}" for language in ANALYZERS]
TEXTS = [f"text_{language}" for language in ANALYZERS]
NEUTRAL_FIELDS = ["title", "summary", "body"]
FACET_FIELDS = ("kind", "network", "country", "language", "label", "year", "topic", "grade")
# `boolean` and no norms: a score never depends on what else is in the index.
PLAIN = {"similarity": "boolean", "norms": False}
# Beginnings with which a phrase may end; longer ones are looked up among the words.
SHORT_BEGINNINGS = {"min_chars": 1, "max_chars": 3}
SETTINGS = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    # The tombstone of a deletion must outlive every write that may still come late.
    "gc_deletes": "1h",
    "max_result_window": 10_000,
    "max_terms_count": 65_536,
    "refresh_interval": "1s",
}


def codes_field(field: str) -> str:
    """Where the tariff codes of a field are kept."""
    return f"{field}_codes"


class SearchDocument(Document):
    """One document of the index. The text is searched but not kept: what people read comes from the database."""

    thing = Keyword()
    source = Keyword()
    pk = Long(index=False)
    whole = Boolean()
    tokens = Keyword()
    unless = Keyword()
    version = Long(index=False)
    fingerprint = Keyword(index=False, doc_values=False)
    reference = Keyword()
    updated = Date()
    title = Text(analyzer=NEUTRAL, index_prefixes={"min_chars": 1, "max_chars": 5}, **PLAIN)
    summary = Text(analyzer=NEUTRAL, index_prefixes=SHORT_BEGINNINGS, **PLAIN)
    body = Text(analyzer=NEUTRAL, index_prefixes=SHORT_BEGINNINGS, **PLAIN)
    people = Text(analyzer=NEUTRAL, index_prefixes=SHORT_BEGINNINGS, **PLAIN)

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(
            excludes=[*NEUTRAL_FIELDS, *map(codes_field, NEUTRAL_FIELDS), "people", *TITLES, *TEXTS]
        )


for _name in (*FACET_FIELDS, *map(codes_field, NEUTRAL_FIELDS)):
    SearchDocument._doc_type.mapping.field(_name, Keyword())
for _language, _analyzer in ANALYZERS.items():
    for _name in (f"title_{_language}", f"text_{_language}"):
        SearchDocument._doc_type.mapping.field(_name, Text(analyzer=_analyzer, **PLAIN))


def id_of(source: str, pk: int, *, whole: bool) -> str:
    """The id of a document in the index."""
    return f"{source}:{pk}:{'whole' if whole else 'summary'}"


def thing_of(source: str, pk: int) -> str:
    """What both documents of a thing have in common."""
    return f"{source}:{pk}"


def body_of(document: IndexDocument) -> dict[str, Any]:
    """The document as it is sent."""
    sent = {
        "thing": thing_of(*document.thing),
        "source": document.source,
        "pk": document.pk,
        "whole": document.whole,
        "tokens": sorted(document.tokens),
        "unless": sorted(document.unless),
        "version": document.version,
        "fingerprint": document.fingerprint(),
        "reference": document.reference,
        "updated": document.updated_at.isoformat(),
    }
    facets = {name: list(values) for name, values in document.facets.items() if name in FACET_FIELDS}
    people = {"people": [visible(each) for each in document.people]}
    return sent | facets | people | _texts(document) | _in_languages(document)


def _texts(document: IndexDocument) -> dict[str, list[str]]:
    """Texts by field with the tariff codes in them."""
    texts = {
        "title": [document.title, document.title_en, document.reference],
        "summary": [document.summary, document.summary_en, *document.labels.values()],
        "body": [document.body, *document.body_labels.values()],
    }
    shown = {field: [visible(each) for each in found] for field, found in texts.items()}
    codes = {
        codes_field(field): [code for each in found for code in codes_of(each)]
        for field, found in shown.items()
    }
    return shown | codes


def _in_languages(document: IndexDocument) -> dict[str, list[str]]:
    """Only the document's own language, English where there is an English text as well, and those of its labels."""
    fields: dict[str, list[str]] = {}
    own = (document.language, document.title, [document.summary, document.body])
    english = ("en", document.title_en, [document.summary_en])
    for language, title, texts in (own, english):
        if language in ANALYZERS and title:
            fields.setdefault(f"title_{language}", []).append(visible(title))
            fields.setdefault(f"text_{language}", []).extend(visible(each) for each in texts if each)
    for labels in (document.labels, document.body_labels):
        for language in labels.keys() & ANALYZERS.keys():
            fields.setdefault(f"text_{language}", []).append(visible(labels[language]))
    return fields
