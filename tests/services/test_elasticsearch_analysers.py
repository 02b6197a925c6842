"""The server of the tests analyses text as the official distribution does."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

pytestmark = pytest.mark.services

# Two forms of one word that each language's analyser brings to the same stem.
FORMS = {
    "bulgarian": ("контрол", "контролът"),
    "czech": ("kontrola", "kontroly"),
    "danish": ("kontrollen", "kontroller"),
    "dutch": ("aangifte", "aangiften"),
    "english": ("inspected", "inspections"),
    "estonian": ("kontrolli", "kontrollid"),
    "finnish": ("tulli", "tullissa"),
    "french": ("contrôle", "contrôles"),
    "german": ("Zollkontrolle", "Zollkontrollen"),
    "greek": ("έλεγχος", "έλεγχο"),
    "hungarian": ("határ", "határon"),
    "irish": ("custam", "gcustam"),
    "italian": ("controllo", "controlli"),
    "latvian": ("muita", "muitas"),
    "lithuanian": ("muitinė", "muitinės"),
    "polish": ("przesyłka", "przesyłki"),
    "portuguese": ("fronteira", "fronteiras"),
    "romanian": ("controlul", "controlului"),
    "spanish": ("aduana", "aduanas"),
    "swedish": ("kontrollen", "kontroller"),
}
STOP_WORDS = {"english": "the", "german": "und", "polish": "jest", "greek": "και", "finnish": "että"}

SETTINGS: dict[str, Any] = {
    "max_ngram_diff": 2,
    "analysis": {
        "char_filter": {"hyphens": {"type": "mapping", "mappings": ["‑ => -"]}},
        "filter": {
            "folded_but_swedish": {"type": "icu_folding", "unicode_set_filter": "[^åäöÅÄÖ]"},
            "ascii_kept": {"type": "asciifolding", "preserve_original": True},
            "typed": {"type": "edge_ngram", "min_gram": 2, "max_gram": 5},
            "grams": {"type": "ngram", "min_gram": 2, "max_gram": 4},
            "articles": {"type": "elision", "articles": ["l", "d"], "articles_case": True},
            "light_german": {"type": "stemmer", "language": "light_german"},
            "kept": {"type": "keyword_marker", "keywords": ["customs"]},
            "english_stemmer": {"type": "stemmer", "language": "english"},
            "romanian_stemmer": {"type": "snowball", "language": "Romanian"},
            "delimited": {"type": "word_delimiter_graph", "catenate_all": True},
            "own_stems": {"type": "stemmer_override", "rules": ["douaniers, douanes => douane"]},
        },
        "normalizer": {"folded": {"type": "custom", "filter": ["lowercase", "icu_folding"]}},
        "analyzer": {
            "neutral": {"tokenizer": "icu_tokenizer", "filter": ["icu_folding"]},
            "neutral_but_swedish": {"tokenizer": "standard", "filter": ["folded_but_swedish"]},
            "normalised": {"tokenizer": "standard", "filter": ["icu_normalizer"]},
            "plain_ascii": {"tokenizer": "standard", "filter": ["lowercase", "asciifolding"]},
            "both": {"tokenizer": "standard", "filter": ["ascii_kept"]},
            "typing": {"tokenizer": "standard", "filter": ["typed"]},
            "grammed": {"tokenizer": "keyword", "filter": ["grams"]},
            "elided": {"tokenizer": "standard", "filter": ["articles", "lowercase"]},
            "light": {"tokenizer": "standard", "filter": ["lowercase", "light_german"]},
            "marked": {"tokenizer": "standard", "filter": ["kept", "english_stemmer"]},
            "code": {"tokenizer": "whitespace", "filter": ["delimited"]},
            "overridden": {"tokenizer": "standard", "filter": ["own_stems"]},
            "hyphenated": {"tokenizer": "whitespace", "char_filter": ["hyphens", "html_strip"]},
            "stempel": {"tokenizer": "standard", "filter": ["lowercase", "polish_stop", "polish_stem"]},
            "gentle_english": {"type": "english", "stem_exclusion": ["customs"], "stopwords": ["foo"]},
            "romanian_folded": {
                "tokenizer": "standard",
                "filter": ["lowercase", "romanian_stemmer", "asciifolding"],
            },
        },
    },
}
# Analyser of the index, text, tokens.
CASES = [
    ("neutral", "Łódź ΈΛΕΓΧΟΣ Straße contrôle", ["lodz", "ελεγχοσ", "strasse", "controle"]),
    ("neutral_but_swedish", "Malmö Øresund", ["malmö", "oresund"]),
    ("normalised", "ﬁne STRASSE", ["fine", "strasse"]),
    ("plain_ascii", "Łódź Øresund Ħal", ["lodz", "oresund", "hal"]),
    ("both", "žurnāls", ["zurnals", "žurnāls"]),
    ("typing", "customs", ["cu", "cus", "cust", "custo"]),
    ("grammed", "abc", ["ab", "abc", "bc"]),
    ("elided", "l'analyse d'impact", ["analyse", "impact"]),
    ("light", "kontrollen", ["kontroll"]),
    ("marked", "customs controls", ["customs", "control"]),
    ("code", "XR-2000", ["XR2000", "XR", "2000"]),
    ("overridden", "douaniers", ["douane"]),
    ("hyphenated", "<b>cross‑border</b>", ["cross-border"]),
    ("stempel", "przesyłki", ["przesyłka"]),
    ("gentle_english", "customs the controls foo", ["customs", "the", "control"]),
    ("romanian_folded", "controlului", ["control"]),
]


@pytest.fixture(scope="module")
def server(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as client:
        yield client


@pytest.fixture(scope="module")
def index(server: Elasticsearch) -> Iterator[str]:
    name = f"analysers-{uuid4().hex[:8]}"
    fields = {language: {"type": "text", "analyzer": language} for language in FORMS}
    fields["sort"] = {"type": "keyword", "normalizer": "folded"}
    server.indices.create(index=name, settings=SETTINGS, mappings={"properties": fields})
    yield name
    server.indices.delete(index=name)


def tokens(server: Elasticsearch, text: str, **how: Any) -> list[str]:
    return [token["token"] for token in server.indices.analyze(text=text, **how)["tokens"]]


@pytest.mark.parametrize("language", FORMS)
def test_two_forms_of_a_word_meet_in_one_stem(server: Elasticsearch, language: str) -> None:
    one, other = (tokens(server, form, analyzer=language) for form in FORMS[language])
    assert one == other
    assert len(one) == 1


@pytest.mark.parametrize("language", FORMS)
def test_a_document_is_found_by_another_form_of_its_word(
    server: Elasticsearch, index: str, language: str
) -> None:
    written, asked = FORMS[language]
    server.index(index=index, id=language, document={language: written}, refresh=True)
    found = server.search(index=index, query={"match": {language: asked}})["hits"]["hits"]
    assert [hit["_id"] for hit in found] == [language]


@pytest.mark.parametrize("language", STOP_WORDS)
def test_stop_words_of_the_language_are_left_out(server: Elasticsearch, language: str) -> None:
    assert tokens(server, STOP_WORDS[language], analyzer=language) == []


@pytest.mark.parametrize(("analyser", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_filters_and_tokenizers_work_as_documented(
    server: Elasticsearch, index: str, analyser: str, text: str, expected: list[str]
) -> None:
    assert tokens(server, text, index=index, analyzer=analyser) == expected


def test_a_keyword_field_can_be_normalised(server: Elasticsearch, index: str) -> None:
    server.index(index=index, id="keyword", document={"sort": "Éire"}, refresh=True)
    assert server.count(index=index, query={"term": {"sort": "eire"}})["count"] == 1


def test_a_filter_can_be_named_without_an_index(server: Elasticsearch) -> None:
    analysed = server.indices.analyze(
        tokenizer="standard", filter=["elision", "icu_folding"], text="l'Évêque"
    )
    assert [token["token"] for token in analysed["tokens"]] == ["eveque"]


def test_n_grams_wider_than_the_index_allows_are_refused(server: Elasticsearch) -> None:
    filters = {"wide": {"type": "ngram", "min_gram": 1, "max_gram": 9}}
    analyzers = {"wide": {"tokenizer": "standard", "filter": ["wide"]}}
    settings = {"analysis": {"filter": filters, "analyzer": analyzers}}
    answer = server.options(ignore_status=400).indices.create(
        index=f"wide-{uuid4().hex[:8]}", settings=settings
    )
    assert answer["status"] == 400
    assert "max_ngram_diff" in str(answer["error"])
